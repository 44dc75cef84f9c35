package dev.parley.message.router;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.api.channel.Channels;
import dev.parley.api.channel.HeadsDigest;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Publishes through Redis, one pipeline a batch and node. The router's thread only.
 *
 * <p>Redis refuses an entry of a recent stream that is not above the last one, which is how a repeat does not get in
 * twice; but one refusal makes the whole pipeline look failed. So the try after a failure first asks each stream for
 * its last entry, and leaves out what is there.
 *
 * <p>A stream is given its time to live when this router first meets it and then seldom. Until then it is appended to
 * only if it exists: one that Redis has lost would be made anew without a time to live.
 */
@Singleton
final class RedisFanout implements Fanout {
    private final RedisPipes redis;
    private final ObjectMapper json;
    private final Duration timeout;
    private final RecentBound bound;
    private final MessageTraces traces;
    private final Clock clock;
    private final Counter published;
    private final Counter replays;
    private final Counter failures;
    private final Counter lost;
    private final StreamExpiries expiries;
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
        this.bound = new RecentBound(config.recentBytes().asLongValue());
        this.traces = traces;
        this.clock = clock;
        this.published = metrics.counter("parley.message.redis.publishes");
        this.replays = metrics.counter("parley.message.router.replays");
        this.failures = metrics.counter("parley.message.redis.failures");
        this.lost = metrics.counter("parley.message.redis.streams.lost");
        this.expiries = new StreamExpiries(clock);
        metrics.gauge("parley.message.redis.streams.lasting", expiries, StreamExpiries::size);
    }

    @Override
    public void publish(List<Outgoing> events) throws FanoutFailure {
        Instant from = clock.instant();
        try {
            Map<ConversationKey, Destination> destinations = destinations(events);
            Map<ConversationKey, Long> lasts = doubtful ? lasts(destinations) : Map.of();
            List<Outgoing> missing = send(events, destinations, lasts);
            if (!missing.isEmpty()) {
                lost.increment();
                append(missing, destinations);
            }
            expiries.given(refreshed(destinations));
            doubtful = false;
            published.increment(events.size());
            events.forEach(event -> follow(event, from));
        } catch (RedisFailure e) {
            doubtful = true;
            expiries.forget();
            failures.increment();
            throw new FanoutFailure(e);
        }
    }

    private void follow(Outgoing event, Instant from) {
        if (event.trace() != null) {
            traces.passed(Stage.PUBLISH, event.trace(), from, clock.instant(), event.conversation(), event.seq());
        }
    }

    private Map<ConversationKey, Destination> destinations(List<Outgoing> events) {
        Map<ConversationKey, Destination> destinations = new LinkedHashMap<>();
        for (Outgoing event : events) {
            destinations.computeIfAbsent(
                    event.conversation(),
                    conversation -> new Destination(conversation, bound, expiries.isLasting(conversation)));
        }
        return destinations;
    }

    /** The conversations whose streams the batch gives their time to live; no others, whose time may be half over. */
    private static List<ConversationKey> refreshed(Map<ConversationKey, Destination> destinations) {
        return destinations.entrySet().stream()
                .filter(entry -> !entry.getValue().lasting())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Sends the batch; returns the events whose streams should have been there and were not. */
    private List<Outgoing> send(
            List<Outgoing> events, Map<ConversationKey, Destination> destinations, Map<ConversationKey, Long> lasts)
            throws RedisFailure {
        List<KeyCommand> pipeline = new ArrayList<>(2 * events.size() + destinations.size());
        List<Append> appends = new ArrayList<>(events.size());
        for (Outgoing event : events) {
            Destination destination = destinations.get(event.conversation());
            if (event.seq() > lasts.getOrDefault(event.conversation(), 0L)) {
                appends.add(new Append(pipeline.size(), event));
                pipeline.add(destination.append(event));
            } else {
                replays.increment();
            }
            pipeline.add(destination.publish(event));
        }
        destinations.values().stream()
                .filter(destination -> !destination.lasting())
                .forEach(destination -> pipeline.add(destination.expire()));
        List<Response> answers = redis.await(pipeline, timeout);
        return appends.stream()
                .filter(append -> answers.get(append.place()) == null)
                .map(Append::event)
                .toList();
    }

    /** An event, and where in the pipeline its append is. */
    private record Append(int place, Outgoing event) {}

    /** Appends events to new streams. */
    private void append(List<Outgoing> events, Map<ConversationKey, Destination> destinations) throws RedisFailure {
        List<KeyCommand> pipeline = new ArrayList<>();
        Set<Destination> remade = new LinkedHashSet<>();
        for (Outgoing event : events) {
            Destination destination = destinations.get(event.conversation());
            pipeline.add(destination.appendAnyway(event));
            remade.add(destination);
        }
        remade.forEach(destination -> pipeline.add(destination.expire()));
        redis.await(pipeline, timeout);
    }

    /** The last seq in each of these conversations' recent streams. */
    private Map<ConversationKey, Long> lasts(Map<ConversationKey, Destination> destinations) throws RedisFailure {
        List<Response> answers = redis.await(
                destinations.values().stream().map(Destination::last).toList(), timeout);
        Map<ConversationKey, Long> lasts = new HashMap<>();
        int i = 0;
        for (ConversationKey conversation : destinations.keySet()) {
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
}
