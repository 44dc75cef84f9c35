package dev.parley.message.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.send.SendResult;
import dev.parley.message.log.EventLog;
import dev.parley.message.testing.Gateway;
import dev.parley.message.testing.Persistence;
import dev.parley.testkit.EnginesResource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "kafka", value = "true"), @ResourceArg(name = "redis", value = "true")})
@WithTestResource(Persistence.class)
class OverloadTest {
    private final UserId ann = new UserId(UUID.randomUUID());

    Persistence persistence;

    @Inject
    Repeats repeats;

    @Inject
    Permissions permissions;

    @Test
    void whatDoesNotFitIsUnavailableAtOnceAndFitsAgainLater() throws Exception {
        ConversationId conversation = persistence.group(ann, new UserId(UUID.randomUUID()));
        SlowLog log = new SlowLog();
        Front front = new Front(
                repeats,
                permissions,
                log,
                new SendMetrics(new SimpleMeterRegistry()),
                Clock.systemUTC(),
                new RoomForOne());
        CompletableFuture<List<SendResult>> first = CompletableFuture.supplyAsync(
                () -> front.accept(List.of(Gateway.message(ann, conversation, "first")), SendSpans.none()));
        log.entered.await();

        SendResult second = front.accept(List.of(Gateway.message(ann, conversation, "second")), SendSpans.none())
                .getFirst();

        assertThat(second.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(second.retryAfter()).isEqualTo(2);
        log.release.countDown();
        assertThat(first.join()).allMatch(SendResult::isDurable);
        assertThat(front.accept(List.of(Gateway.message(ann, conversation, "third")), SendSpans.none()))
                .allMatch(SendResult::isDurable);
    }

    /** Keeps everything, once it is released. */
    private static final class SlowLog implements EventLog {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);

        @Override
        public BitSet append(List<Entry> entries) {
            entered.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            BitSet all = new BitSet();
            all.set(0, entries.size());
            return all;
        }
    }

    private record RoomForOne() implements SendingConfig {
        @Override
        public int maxInFlight() {
            return 1;
        }

        @Override
        public long retryAfter() {
            return 2;
        }

        @Override
        public Duration repeatsTimeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration repeatsPause() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration rememberFor() {
            return Duration.ofMinutes(5);
        }

        @Override
        public Duration rememberOthersFor() {
            return Duration.ofDays(1);
        }

        @Override
        public int rememberedOthers() {
            return 1;
        }

        @Override
        public Duration lookUpAfter() {
            return Duration.ofMinutes(2);
        }

        @Override
        public Duration lookUpsWithin() {
            return Duration.ofSeconds(2);
        }

        @Override
        public long restPerSecond() {
            return 1;
        }

        @Override
        public long restBurst() {
            return 1;
        }
    }
}
