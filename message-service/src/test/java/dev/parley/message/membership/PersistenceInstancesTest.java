package dev.parley.message.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class PersistenceInstancesTest {
    private static final Duration PASS_BY = Duration.ofSeconds(1);

    private final URI one = URI.create("http://one");
    private final URI two = URI.create("http://two");
    private final PersistenceInstances instances = new PersistenceInstances(
            List.of(one, two), PASS_BY, Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC));

    @Test
    void callsAreSpread() {
        assertThat(instances.candidates(2)).containsExactly(one, two);
        assertThat(instances.candidates(2)).containsExactly(two, one);
    }

    @Test
    void whateverFailedIsAskedAfterTheOthers() {
        instances.failed(one);

        assertThat(instances.candidates(2)).containsExactly(two, one);
        assertThat(instances.candidates(1)).containsExactly(two);
    }

    @Test
    void ifAllFailedTheyAreAskedAllTheSame() {
        instances.failed(one);
        instances.failed(two);

        assertThat(instances.candidates(2)).containsExactlyInAnyOrder(one, two);
    }
}
