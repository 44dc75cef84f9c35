package dev.parley.presence.user;

import dev.parley.api.id.UserId;
import dev.parley.presence.redis.RedisCalls;
import dev.parley.presence.redis.Scored;
import dev.parley.presence.redis.Script;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/**
 * The users who may have left, by when others are to be told: a hint for the sweeper where to look. Whether a fall is due is
 * decided by the user's own state alone. Blocks.
 */
@ApplicationScoped
class Departures {
    private static final String KEY = "presence:departures";

    private final Script take = Script.of("take");
    private final RedisCalls redis;
    private final Clock clock;

    Departures(RedisCalls redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /** A user and the instant (ms) at which his fall is due. */
    record Departure(UserId user, long due) {}

    void enter(List<Departure> departures) {
        if (departures.isEmpty()) {
            return;
        }
        Request request = Request.cmd(Command.ZADD).arg(KEY);
        departures.forEach(
                departure -> request.arg(departure.due()).arg(departure.user().toString()));
        redis.send(request);
    }

    List<Departure> due(int limit) {
        Response answer = redis.send(Request.cmd(Command.ZRANGE)
                .arg(KEY)
                .arg("-inf")
                .arg(clock.millis())
                .arg("BYSCORE")
                .arg("LIMIT")
                .arg(0)
                .arg(limit)
                .arg("WITHSCORES"));
        return Scored.read(answer).stream()
                .map(entry -> new Departure(UserId.of(entry.member()), entry.score()))
                .toList();
    }

    void take(List<Departure> departures) {
        redis.callAll(departures.stream()
                .map(departure ->
                        take.call(List.of(KEY), List.of(departure.user().toString(), Long.toString(departure.due()))))
                .toList());
    }
}
