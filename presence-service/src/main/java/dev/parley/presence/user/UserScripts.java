package dev.parley.presence.user;

import dev.parley.api.channel.Channels;
import dev.parley.api.event.ChatEvent;
import dev.parley.api.id.UserId;
import dev.parley.presence.PresenceConfig;
import dev.parley.presence.redis.Script;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The calls of the three scripts of one user: {@code reports.lua}, {@code mark.lua} and {@code settle.lua}. */
@ApplicationScoped
class UserScripts {
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern(ChatEvent.INSTANT, Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Script reports = Script.of("user", "reports");
    private final Script mark = Script.of("user", "mark");
    private final Script settle = Script.of("user", "settle");
    private final PresenceConfig config;
    private final Clock clock;

    UserScripts(PresenceConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    Script.Call reports(UserId user, List<SocketReport> list) {
        List<String> own = new ArrayList<>();
        for (SocketReport report : list) {
            own.add(lower(report.kind()));
            own.add(report.socket().toString());
            own.add(report.node());
            own.add(lower(report.status()));
            own.add(Long.toString(report.at().toEpochMilli()));
            own.add(INSTANT.format(report.at()));
            own.add(lower(report.counts() ? Mark.LIVE : Mark.LAPSED));
        }
        return call(reports, user, own);
    }

    Script.Call mark(UserId user, String node, Mark as, Instant lastSign, Collection<UUID> sockets) {
        List<String> own = new ArrayList<>(List.of(lower(as), node, INSTANT.format(lastSign)));
        sockets.forEach(socket -> own.add(socket.toString()));
        return call(mark, user, own);
    }

    Script.Call settle(UserId user) {
        return call(settle, user, List.of());
    }

    private Script.Call call(Script script, UserId user, List<String> own) {
        List<String> arguments = new ArrayList<>(List.of(
                user.toString(),
                Channels.presence(user),
                Long.toString(clock.millis()),
                Long.toString(config.offlineGrace().toMillis()),
                Long.toString(config.lastSeenKept().toMillis()),
                Long.toString(config.closedKept().toMillis())));
        arguments.addAll(own);
        return script.call(List.of(UserKeys.sockets(user), UserKeys.closed(user), UserKeys.state(user)), arguments);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
