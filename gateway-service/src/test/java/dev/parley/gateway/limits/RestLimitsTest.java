package dev.parley.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.api.id.UserId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestLimitsTest {
    private final UserId alice = new UserId(UUID.randomUUID());
    private final UserId bob = new UserId(UUID.randomUUID());
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RestLimits limits = new RestLimits(new Few(), registry);

    @Test
    void eachUserHasABucketForEachKindOfCall() {
        assertThat(call(alice, RestCost.SEARCH)).isZero();
        assertThat(call(alice, RestCost.SEARCH)).isZero();
        assertThat(call(alice, RestCost.SEARCH)).isPositive();

        assertThat(call(alice, RestCost.LIST)).isZero();
        assertThat(call(bob, RestCost.SEARCH)).isZero();
        assertThat(registry.get("parley.gateway.rest.limited")
                        .tag("cost", "search")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private long call(UserId user, RestCost cost) {
        long wait = limits.begin(user, cost, 0);
        if (wait == 0) {
            limits.ended(user);
        }
        return wait;
    }

    @Test
    void callsUnderWayAreBoundedAndThoseRefusedDoNotCount() {
        assertThat(limits.begin(alice, RestCost.READ, 0)).isZero();
        assertThat(limits.begin(alice, RestCost.READ, 0)).isZero();
        assertThat(limits.begin(alice, RestCost.READ, 0)).isZero();
        assertThat(limits.begin(alice, RestCost.READ, 0)).isPositive();
        assertThat(limits.begin(bob, RestCost.READ, 0)).isZero();

        limits.ended(alice);
        assertThat(limits.begin(alice, RestCost.READ, 0)).isZero();
    }

    @Test
    void aGroupOfAThousandCostsAsMuchAsManySmallChanges() {
        assertThat(limits.begin(alice, RestCost.MEMBERSHIP, 40_000)).isZero();
        assertThat(limits.begin(alice, RestCost.MEMBERSHIP, 100)).isPositive();
        assertThat(limits.begin(bob, RestCost.MEMBERSHIP, 100)).isZero();
        assertThat(limits.begin(bob, RestCost.MEMBERSHIP, 100)).isZero();
    }

    @Test
    void strangersShareTheBucketOfTheirAddress() {
        assertThat(limits.stranger("192.0.2.1")).isZero();
        assertThat(limits.stranger("192.0.2.1")).isZero();
        assertThat(limits.stranger("192.0.2.1")).isPositive();
        assertThat(limits.stranger("192.0.2.2")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "10/5", "0/10", "a/b", "1/2/3"})
    void aRateThatMakesNoSenseIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Rate.of(text));
    }

    private static final class Few implements RestLimitsConfig {
        @Override
        public Rate reads() {
            return Rate.of("10/10");
        }

        @Override
        public Rate lists() {
            return Rate.of("1/2");
        }

        @Override
        public Rate searches() {
            return Rate.of("1/2");
        }

        @Override
        public Rate writes() {
            return Rate.of("1/2");
        }

        @Override
        public Rate memberships() {
            return Rate.of("1/2");
        }

        @Override
        public Rate accounts() {
            return Rate.of("1/2");
        }

        @Override
        public Rate strangers() {
            return Rate.of("1/2");
        }

        @Override
        public int atOnce() {
            return 3;
        }
    }
}
