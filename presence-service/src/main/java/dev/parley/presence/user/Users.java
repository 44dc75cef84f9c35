package dev.parley.presence.user;

import dev.parley.api.id.UserId;
import dev.parley.api.presence.PresenceStatus;
import dev.parley.api.presence.UserPresence;
import dev.parley.presence.redis.RedisCalls;
import dev.parley.presence.redis.Script;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Users' presence in Redis. Everything here may be repeated without harm. Blocks; each method throws
 * {@link dev.parley.presence.redis.RedisUnavailableException} if Redis is not there, and then is to be repeated.
 */
@ApplicationScoped
public class Users {
    private final RedisCalls redis;
    private final UserScripts scripts;
    private final Departures departures;
    private final MeterRegistry metrics;

    Users(RedisCalls redis, UserScripts scripts, Departures departures, MeterRegistry metrics) {
        this.redis = redis;
        this.scripts = scripts;
        this.departures = departures;
        this.metrics = metrics;
    }

    /** Applies what became of sockets, each user's in their order, and announces what follows from it. */
    public void apply(Map<UserId, List<SocketReport>> reports) {
        Map<UserId, Script.Call> calls = new LinkedHashMap<>();
        reports.forEach((user, list) -> calls.put(user, scripts.reports(user, list)));
        conclude(calls);
    }

    /** Marks sockets of a node, whose last sign of life was then, and announces what follows from it. */
    public void mark(String node, Mark mark, Instant lastSign, Map<UserId, ? extends Collection<UUID>> sockets) {
        Map<UserId, Script.Call> calls = new LinkedHashMap<>();
        sockets.forEach((user, list) -> calls.put(user, scripts.mark(user, node, mark, lastSign, list)));
        conclude(calls);
    }

    /** Announces up to {@code limit} falls whose grace is over; answers how many were looked at. */
    public int settle(int limit) {
        List<Departures.Departure> due = departures.due(limit);
        Map<UserId, Script.Call> calls = new LinkedHashMap<>();
        due.forEach(departure -> calls.put(departure.user(), scripts.settle(departure.user())));
        conclude(calls);
        departures.take(due);
        return due.size();
    }

    /** What others see of these users, in this order; whoever was never here is offline. */
    public List<UserPresence> of(List<UserId> users) {
        var requests = users.stream()
                .map(user -> Request.cmd(Command.HMGET)
                        .arg(UserKeys.state(user))
                        .arg("announced")
                        .arg("left"))
                .toList();
        List<Response> answers = redis.sendAll(requests);
        List<UserPresence> list = new ArrayList<>(users.size());
        for (int i = 0; i < users.size(); i++) {
            list.add(
                    presence(users.get(i), answers.get(i).get(0), answers.get(i).get(1)));
        }
        return list;
    }

    private static UserPresence presence(UserId user, Response announced, Response left) {
        PresenceStatus status = announced == null
                ? PresenceStatus.OFFLINE
                : PresenceStatus.valueOf(announced.toString().toUpperCase(Locale.ROOT));
        boolean gone = status == PresenceStatus.OFFLINE && left != null;
        return new UserPresence(user, status, gone ? Instant.parse(left.toString()) : null);
    }

    /** Enters a departure only after the script has noted it: if we die between, the report is read again and so is this. */
    private void conclude(Map<UserId, Script.Call> calls) {
        List<UserId> users = List.copyOf(calls.keySet());
        List<Response> answers = redis.callAll(List.copyOf(calls.values()));
        List<Departures.Departure> entered = new ArrayList<>();
        for (int i = 0; i < users.size(); i++) {
            String announced = answers.get(i).get(0).toString();
            long due = Long.parseLong(answers.get(i).get(1).toString());
            if (!announced.isEmpty()) {
                metrics.counter("parley.presence.announcements", "status", announced)
                        .increment();
            }
            if (due > 0) {
                entered.add(new Departures.Departure(users.get(i), due));
            }
        }
        departures.enter(entered);
    }
}
