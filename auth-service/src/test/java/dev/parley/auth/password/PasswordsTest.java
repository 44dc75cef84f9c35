package dev.parley.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.error.ErrorCode;
import dev.parley.auth.problem.Refusal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private static final Password PASSWORD = Password.chosen("correct horse");

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Passwords cheap = passwords(64, Duration.ofSeconds(30));

    @AfterEach
    void stop() {
        cheap.stop();
    }

    @Test
    void aHashMatchesItsPasswordAndNoOther() {
        String hash = cheap.hash(PASSWORD);

        assertThat(cheap.matches(PASSWORD, hash)).isTrue();
        assertThat(cheap.matches(Password.chosen("correct house"), hash)).isFalse();
        assertThat(cheap.hash(PASSWORD)).isNotEqualTo(hash);
    }

    @Test
    void aHashOfAnotherCostHoldsAndIsOutdated() {
        Passwords former = passwords(128, Duration.ofSeconds(30));
        String hash = former.hash(PASSWORD);
        former.stop();

        assertThat(cheap.matches(PASSWORD, hash)).isTrue();
        assertThat(cheap.isOutdated(hash)).isTrue();
        assertThat(cheap.isOutdated(cheap.hash(PASSWORD))).isFalse();
    }

    @Test
    void whoWaitsTooLongIsToldToComeBack() {
        Passwords slow = passwords(262_144, Duration.ofMillis(1));

        assertThatThrownBy(() -> slow.hash(PASSWORD)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.problem().code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(refusal.problem().retryAfter()).isPositive();
        });
        slow.stop();
    }

    private Passwords passwords(int memoryKib, Duration maxWait) {
        return new Passwords(new Config(memoryKib, 1, 1, OptionalInt.of(1), 4, maxWait), new SecureRandom(), metrics);
    }

    private record Config(
            int memoryKib, int iterations, int parallelism, OptionalInt concurrency, int maxWaiting, Duration maxWait)
            implements PasswordConfig {}
}
