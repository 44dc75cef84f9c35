package dev.parley.presence.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.presence.PresenceConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** With the default lease of 15 s, over a log and a clock that the test moves. */
class ReadMarkTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(15);

    private final FakeLog log = new FakeLog();
    private final FakeClock clock = new FakeClock();
    private final ReadMark mark = new ReadMark(log, config(), clock);

    @Test
    void aLogThatIsReadToItsEndIsReadUpToNow() {
        log.is(10, 10);
        mark.readUpTo();
        clock.now = START.plus(LEASE);

        assertThat(mark.readUpTo()).isEqualTo(clock.now);
    }

    @Test
    void readersThatLagHaveReadUpToTheLookTheyHaveOvertaken() {
        log.is(10, 10);
        mark.readUpTo();
        clock.now = START.plus(LEASE);
        log.is(20, 15);

        assertThat(mark.readUpTo()).isEqualTo(START);
    }

    @Test
    void readersThatCatchUpWithALookHaveReadUpToIt() {
        log.is(20, 15);
        mark.readUpTo();
        clock.now = START.plus(LEASE);
        log.is(30, 20);

        assertThat(mark.readUpTo()).isEqualTo(START);
    }

    @Test
    void nothingIsKnownUntilKafkaHasAnsweredForAWholeLease() {
        log.is(10, 10);

        assertThat(mark.readUpTo()).isEqualTo(Instant.MIN);
    }

    @Test
    void anOutageBeginsTheWaitAnew() {
        log.is(10, 10);
        mark.readUpTo();
        clock.now = START.plus(LEASE);
        log.state = Optional.empty();
        mark.readUpTo();
        log.is(10, 10);
        mark.readUpTo();
        clock.now = clock.now.plus(LEASE).minusMillis(1);

        assertThat(mark.readUpTo()).isEqualTo(Instant.MIN);
    }

    private static PresenceConfig config() {
        return new SmallRyeConfigBuilder()
                .withMapping(PresenceConfig.class)
                .addDefaultInterceptors()
                .withDefaultValue("smallrye.config.mapping.validate-unknown", "false")
                .withConverter(Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
                .build()
                .getConfigMapping(PresenceConfig.class);
    }

    private static final class FakeLog implements ReportLog {
        private Optional<State> state = Optional.empty();

        void is(long end, long committed) {
            state = Optional.of(new State(new Offsets(Map.of(0, end)), new Offsets(Map.of(0, committed))));
        }

        @Override
        public Optional<State> look() {
            return state;
        }
    }

    private static final class FakeClock extends Clock {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
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
}
