package dev.parley.message.router;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.api.channel.Channels;
import dev.parley.api.channel.HeadsDigest;
import dev.parley.api.event.EventFrame;
import dev.parley.api.id.ConversationId;
import dev.parley.message.engine.RedisFailure;
import dev.parley.message.engine.RedisPipes;
import dev.parley.redis.KeyCommand;
import dev.parley.telemetry.trace.MessageTraces;
import dev.parley.telemetry.trace.Stage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Publishes through Redis, one pipeline a batch and node. The router's thread only.
 *
 * <p>Redis refuses an entry of a recent stream that is not above the last one, which is how a repeat does not get in twice; but one refusal makes the whole
 * pipeline look failed. So the try after a failure first asks each stream for its last entry, and leaves out what is there.
 */
@Singleton
final class RedisFanout implements Fanout {
    private static final String MAX_EVENTS = Integer.toString(Channels.RECENT_EVENTS);
    private static final String SECONDS = Integer.toString(Channels.RECENT_SECONDS);

    private final RedisPipes redis;
    private final ObjectMapper json;
    private final Duration timeout;
    private final MessageTraces traces;
    private final Clock clock;
    private final Counter published;
    private final Counter replays;
    private final Counter failures;
    private boolean doubtful;

    RedisFanout(
            @Identifier("router") RedisPipes redis,
            ObjectMapper json,
            RouterConfig config,
            MessageTraces traces,
            Clock clock,
            MeterRegistry metrics) {
        this.redis = redis;
        this.json = json;
        this.timeout = config.publishTimeout();
        this.traces = traces;
        this.clock = clock;
        this.published = metrics.counter("parley.message.redis.publishes");
        this.replays = metrics.counter("parley.message.router.replays");
        this.failures = metrics.counter("parley.message.redis.failures");
    }

    @Override
    public void publish(List<Outgoing> events) throws FanoutFailure {
        Set<String> conversations = new LinkedHashSet<>();
        events.forEach(event -> conversations.add(event.conversation()));
        Instant from = clock.instant();
        try {
            Map<String, Long> lasts = doubtful ? lasts(conversations) : Map.of();
            redis.await(pipeline(events, conversations, lasts), timeout);
            doubtful = false;
            published.increment(events.size());
            events.forEach(event -> follow(event, from));
        } catch (RedisFailure e) {
            doubtful = true;
            failures.increment();
            throw new FanoutFailure(e);
        }
    }

    private void follow(Outgoing event, Instant from) {
        if (event.trace() != null) {
            traces.passed(Stage.PUBLISH, event.trace(), from, clock.instant(), event.conversation(), event.seq());
        }
    }

    private List<KeyCommand> pipeline(List<Outgoing> events, Set<String> conversations, Map<String, Long> lasts) {
        List<KeyCommand> pipeline = new ArrayList<>(2 * events.size() + conversations.size());
        for (Outgoing event : events) {
            if (event.seq() > lasts.getOrDefault(event.conversation(), 0L)) {
                pipeline.add(append(event));
            } else {
                replays.increment();
            }
            pipeline.add(KeyCommand.of(Command.PUBLISH, Channels.live(ConversationId.of(event.conversation())))
                    .arg(event.frame()));
        }
        conversations.forEach(conversation ->
                pipeline.add(KeyCommand.of(Command.EXPIRE, recent(conversation)).arg(SECONDS)));
        return pipeline;
    }

    /**
     * With a deletion everything before it goes: whoever syncs from here on gets that from history, where the text is gone. It goes by the
     * deletion's own seq and with its entry, so a router that says it again, late, takes nothing that came behind it.
     */
    private static KeyCommand append(Outgoing event) {
        String entry = event.seq() + "-0";
        KeyCommand append = KeyCommand.of(Command.XADD, recent(event.conversation()));
        if (EventFrame.isKind(event.frame(), "delete")) {
            append.arg("MINID").arg(entry);
        } else {
            append.arg("MAXLEN").arg("~").arg(MAX_EVENTS);
        }
        return append.arg(entry).arg(Channels.RECENT_FIELD).arg(event.frame());
    }

    /** The last seq in each of these conversations' recent streams. */
    private Map<String, Long> lasts(Set<String> conversations) throws RedisFailure {
        List<KeyCommand> questions = new ArrayList<>();
        conversations.forEach(conversation -> questions.add(KeyCommand.of(Command.XREVRANGE, recent(conversation))
                .arg("+")
                .arg("-")
                .arg("COUNT")
                .arg("1")));
        List<Response> answers = redis.await(questions, timeout);
        Map<String, Long> lasts = new HashMap<>();
        int i = 0;
        for (String conversation : conversations) {
            Response answer = answers.get(i++);
            if (answer != null && answer.size() > 0) {
                String entry = answer.get(0).get(0).toString();
                lasts.put(conversation, Long.parseLong(entry.substring(0, entry.indexOf('-'))));
            }
        }
        return lasts;
    }

    @Override
    public void publish(int partition, HeadsDigest digest) {
        try {
            byte[] message = json.writeValueAsBytes(digest);
            redis.send(List.of(KeyCommand.of(Command.PUBLISH, Channels.heads(partition))
                            .arg(message)))
                    .onFailure(cause -> failures.increment());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a digest cannot be written", e);
        }
    }

    private static String recent(String conversation) {
        return Channels.recent(ConversationId.of(conversation));
    }
}
