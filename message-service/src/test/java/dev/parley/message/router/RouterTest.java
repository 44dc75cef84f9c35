package dev.parley.message.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.api.channel.Channels;
import dev.parley.api.channel.HeadsDigest;
import dev.parley.api.id.ConversationId;
import dev.parley.api.topic.Topics;
import dev.parley.message.engine.KafkaSettings;
import dev.parley.message.testing.Listener;
import dev.parley.message.testing.Persistence;
import dev.parley.message.testing.Recent;
import dev.parley.message.testing.RouterOff;
import dev.parley.message.testing.Topic;
import dev.parley.testkit.Engines;
import dev.parley.testkit.EnginesResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.redis.client.Redis;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routers as plain objects, so that two of them can run, crash and come back in one JVM. */
@QuarkusTest
@TestProfile(RouterOff.class)
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "kafka", value = "true"), @ResourceArg(name = "redis", value = "true")})
@WithTestResource(Persistence.class)
class RouterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int PARTITIONS = 3;

    Engines engines;

    @Inject
    Redis redis;

    @Inject
    RouterConfig config;

    @Inject
    RedisFanout fanout;

    @Inject
    RouterMetrics metrics;

    @Inject
    MeterRegistry registry;

    private final ConversationId conversation = new ConversationId(UUID.randomUUID());
    private final List<Running> running = new ArrayList<>();
    private KafkaSettings kafka;
    private Topic topic;

    @BeforeEach
    void connect() {
        kafka = new KafkaSettings(Map.of("bootstrap.servers", engines.kafkaBootstrap()));
        topic = new Topic(engines);
    }

    @AfterEach
    void stopAll() throws InterruptedException {
        for (Running router : running) {
            router.stop();
        }
    }

    @Test
    void aRestartGoesOnWithTheNextSeqAndRepeatsNothing() throws Exception {
        try (Listener listener = Listener.on(engines, Channels.live(conversation))) {
            write(50);
            Running first = begin(fanout);
            await().atMost(PATIENCE).until(() -> listener.seqs().size() == 50);
            first.stop();
            write(50);

            begin(fanout);

            await().atMost(PATIENCE).until(() -> listener.seqs().size() >= 100);
            assertThat(listener.seqs()).containsExactlyElementsOf(seqs(100));
            assertThat(Recent.seqs(redis, conversation)).containsExactlyElementsOf(seqs(100));
        }
    }

    @Test
    void aDeleteLeavesNothingOfTheMessageAmongTheRecentEvents() {
        write(3);
        begin(fanout);
        await().atMost(PATIENCE).until(() -> Recent.seqs(redis, conversation).equals(seqs(3)));

        topic.write(Topics.EVENTS, conversation.toString(), List.of(event("delete", "target", 2)));
        write(1);

        await().atMost(PATIENCE).until(() -> Recent.seqs(redis, conversation).equals(List.of(4L, 5L)));
    }

    @Test
    void whatACrashLeftUnsavedIsPublishedAgainWithTheSameSeqs() throws Exception {
        try (Listener listener = Listener.on(engines, Channels.live(conversation))) {
            write(20);
            Running first = begin(new CrashAfterPublishing(fanout));
            await().atMost(PATIENCE).until(() -> listener.seqs().size() >= 20 && !first.alive());
            write(20);

            begin(fanout);

            await().atMost(PATIENCE).until(() -> listener.seqs().contains(40L));
            assertThat(listener.seqs().subList(0, 20)).containsExactlyElementsOf(seqs(20));
            assertThat(Set.copyOf(listener.seqs())).containsExactlyInAnyOrderElementsOf(seqs(40));
            assertThat(topic.events(conversation)).hasSize(40);
            assertThat(textBySeq(listener)).isEqualTo(textBySeq());
            assertThat(Recent.seqs(redis, conversation)).containsExactlyElementsOf(seqs(40));
            assertThat(registry.counter("parley.message.router.replays").count())
                    .isPositive();
        }
    }

    @Test
    void aRouterThatLostItsPartitionsDoesNoHarm() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (Listener listener = Listener.on(engines, Channels.live(conversation))) {
            write(20);
            // The first router hangs in its publication for longer than the group has patience with it.
            KafkaSettings impatient = new KafkaSettings(
                    Map.of("bootstrap.servers", engines.kafkaBootstrap(), "max.poll.interval.ms", "6000"));
            Running zombie = begin(impatient, new Hanging(fanout, release));
            await().atMost(PATIENCE).until(() -> zombie.fanout() instanceof Hanging hanging && hanging.entered());

            begin(fanout);
            await().atMost(PATIENCE).until(() -> listener.seqs().size() == 20);
            write(20);
            await().atMost(PATIENCE).until(() -> listener.seqs().size() == 40);
            release.countDown();
            await().atMost(PATIENCE).until(() -> listener.seqs().size() >= 60);
            write(20);
            await().atMost(PATIENCE).until(() -> listener.seqs().contains(60L));

            assertThat(textBySeq(listener)).isEqualTo(textBySeq());
            assertThat(Recent.seqs(redis, conversation)).containsExactlyElementsOf(seqs(60));
        }
    }

    @Test
    void partitionsMoveBetweenRoutersWithoutAHole() throws Exception {
        List<ConversationId> conversations = IntStream.range(0, 12)
                .mapToObj(i -> new ConversationId(UUID.randomUUID()))
                .toList();
        Running first = begin(fanout);
        conversations.forEach(id -> write(id, 10));
        await().atMost(PATIENCE).until(() -> conversations.stream().allMatch(id -> published(id, 10)));

        Running second = begin(fanout);
        await().atMost(PATIENCE).until(() -> second.router().state().phase() == RouterState.Phase.ROUTING);
        conversations.forEach(id -> write(id, 10));
        await().atMost(PATIENCE).until(() -> conversations.stream().allMatch(id -> published(id, 20)));
        first.stop();
        conversations.forEach(id -> write(id, 10));

        await().atMost(PATIENCE).until(() -> conversations.stream().allMatch(id -> published(id, 30)));
        conversations.forEach(id -> assertThat(Recent.seqs(redis, id)).containsExactlyElementsOf(seqs(30)));
    }

    @Test
    void aCheckpointOfAMemberThatLostItsPlaceIsNeverRead() {
        CountMap wrong = new CountMap();
        ConversationKey key = ConversationKey.parse(
                        conversation.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .orElseThrow();
        wrong.put(key, 4_711);
        PartitionLedger ledger = new PartitionLedger(0, new CountMap(), 0);
        ConsumerGroupMetadata member =
                new ConsumerGroupMetadata(RouterPlant.GROUP, 3, "somebody-long-gone", Optional.empty());
        Checkpoint stale = new Checkpoint(List.of(new PartitionLedger.Section(ledger, 0, 1_000_000, wrong)), member);

        try (PositionWriter writer = new PositionWriter(kafka, config, UUID.randomUUID())) {
            assertThatThrownBy(() -> writer.save(stale)).isInstanceOf(KafkaException.class);
        }

        assertThat(new PositionReader(kafka).read(List.of(0)).get(0).counts().get(key))
                .isZero();
    }

    @Test
    void whatCannotBeAnEventIsAVoidAtItsSeq() throws Exception {
        try (Listener listener = Listener.on(engines, Channels.live(conversation))) {
            write(1);
            topic.write(
                    Topics.EVENTS,
                    conversation.toString(),
                    List.of("x", event("riddle", "text", "?"), Map.of("kind", "message")));
            topic.write(Topics.EVENTS, "not a conversation", List.of(event("message", "text", "lost")));
            write(1);

            begin(fanout);

            await().atMost(PATIENCE).until(() -> listener.seqs().contains(5L));
            assertThat(listener.frames().stream().map(frame -> frame.get("kind").asText()))
                    .containsExactly("message", "void", "void", "void", "message");
            assertThat(Recent.seqs(redis, conversation)).containsExactlyElementsOf(seqs(5));
        }
    }

    @Test
    void theRecentStreamKeepsTheLastEventsOnly() throws Exception {
        write(600);

        begin(fanout);

        await().atMost(PATIENCE).until(() -> Recent.seqs(redis, conversation).contains(600L));
        List<Long> kept = Recent.seqs(redis, conversation);
        assertThat(kept).hasSizeBetween(Channels.RECENT_EVENTS, Channels.RECENT_EVENTS + 128);
        assertThat(kept)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(601 - kept.size(), 600).boxed().toList());
    }

    @Test
    void headsOfWhatMovedArePublished() throws Exception {
        write(7);
        List<Listener> listeners = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> Listener.on(engines, Channels.heads(partition)))
                .toList();

        MovableClock clock = new MovableClock();
        begin(kafka, fanout, clock);
        await().atMost(PATIENCE).until(() -> published(conversation, 7));

        for (long digest = 1; digest <= 3; digest++) {
            clock.forward(Duration.ofSeconds(HeadsDigest.INTERVAL_SECONDS));
            long expected = Math.min(digest, 2);
            await().atMost(PATIENCE).until(() -> digests(listeners) == expected);
        }
        listeners.forEach(Listener::close);
    }

    @Test
    void aLogWithAnotherNumberOfPartitionsIsRefused() {
        assertThatThrownBy(() -> RouterPlant.open(kafka, config, PARTITIONS + 1, registry))
                .isInstanceOf(RouterRefusal.class)
                .hasMessageContaining("parley.events.partitions");
    }

    private long digests(List<Listener> listeners) {
        return listeners.stream()
                .flatMap(listener -> listener.frames().stream())
                .filter(digest ->
                        digest.path("heads").path(conversation.toString()).asLong() == 7)
                .count();
    }

    private Running begin(Fanout outlet) {
        return begin(kafka, outlet);
    }

    private Running begin(KafkaSettings settings, Fanout outlet) {
        return begin(settings, outlet, Clock.systemUTC());
    }

    private Running begin(KafkaSettings settings, Fanout outlet, Clock clock) {
        RouterPlant plant = RouterPlant.open(settings, config, PARTITIONS, registry);
        Running router = new Running(new Router(plant, outlet, metrics, clock), outlet);
        running.add(router);
        return router;
    }

    private boolean published(ConversationId id, long seq) {
        return Recent.seqs(redis, id).contains(seq);
    }

    private void write(int events) {
        write(conversation, events);
    }

    private void write(ConversationId id, int events) {
        topic.write(
                Topics.EVENTS,
                id.toString(),
                IntStream.range(0, events)
                        .mapToObj(
                                i -> event("message", "text", UUID.randomUUID().toString()))
                        .toList());
    }

    /** With {@code kind} first, as every value of the log. */
    private static Map<String, Object> event(String kind, String field, Object value) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("kind", kind);
        event.put("sender", UUID.randomUUID());
        event.put("id", UUID.randomUUID());
        event.put("at", "2026-01-02T03:04:05.678Z");
        event.put(field, value);
        return event;
    }

    private static List<Long> seqs(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    /** What the log says each seq is. */
    private Set<String> textBySeq() {
        AtomicInteger seq = new AtomicInteger();
        return Set.copyOf(topic.events(conversation).stream()
                .map(event -> seq.incrementAndGet() + " " + event.get("text").asText())
                .toList());
    }

    /** What was heard, repeats folded: if a seq had two texts, it would stand here twice. */
    private static Set<String> textBySeq(Listener listener) {
        return Set.copyOf(listener.frames().stream()
                .map(frame ->
                        frame.get("seq").asLong() + " " + frame.get("text").asText())
                .toList());
    }

    /** Runs like any other, and can be put forward. */
    private static final class MovableClock extends Clock {
        private final AtomicLong ahead = new AtomicLong();

        void forward(Duration by) {
            ahead.addAndGet(by.toMillis());
        }

        @Override
        public Instant instant() {
            return Instant.now().plusMillis(ahead.get());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** A router and its thread. */
    private static final class Running {
        private final Router router;
        private final Fanout fanout;
        private final Thread thread;

        Running(Router router, Fanout fanout) {
            this.router = router;
            this.fanout = fanout;
            this.thread = Thread.ofPlatform()
                    .daemon()
                    .uncaughtExceptionHandler((t, e) -> {})
                    .start(router::run);
        }

        Router router() {
            return router;
        }

        Fanout fanout() {
            return fanout;
        }

        boolean alive() {
            return thread.isAlive();
        }

        void stop() throws InterruptedException {
            router.stop();
            thread.join(Duration.ofSeconds(30));
        }
    }

    /** Publishes, and then dies before anybody can note it. */
    private record CrashAfterPublishing(Fanout real) implements Fanout {
        @Override
        public void publish(List<Outgoing> events) throws FanoutFailure {
            real.publish(events);
            throw new IllegalStateException("crash");
        }

        @Override
        public void publish(int partition, HeadsDigest digest) {
            real.publish(partition, digest);
        }
    }

    /** Hangs before its first publication until it is released. */
    private static final class Hanging implements Fanout {
        private final Fanout real;
        private final CountDownLatch release;
        private volatile boolean entered;

        Hanging(Fanout real, CountDownLatch release) {
            this.real = real;
            this.release = release;
        }

        boolean entered() {
            return entered;
        }

        @Override
        public void publish(List<Outgoing> events) throws FanoutFailure {
            entered = true;
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            real.publish(events);
        }

        @Override
        public void publish(int partition, HeadsDigest digest) {
            real.publish(partition, digest);
        }
    }
}
