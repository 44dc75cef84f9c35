package dev.parley.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicasTest {
    private final Replicas replicas =
            new Replicas(List.of(URI.create("http://a"), URI.create("http://b"), URI.create("http://c")));

    @Test
    void affinityDecidesWhoIsFirst() {
        assertThat(replicas.order(0)).containsExactly(0, 1, 2);
        assertThat(replicas.order(4)).containsExactly(1, 2, 0);
        assertThat(replicas.order(-1)).containsExactly(2, 0, 1);
    }

    @Test
    void oneThatFailedIsTriedLastUntilItAnswers() {
        replicas.failed(0);
        assertThat(replicas.order(0)).containsExactly(1, 2, 0);
        replicas.answered(0);
        assertThat(replicas.order(0)).containsExactly(0, 1, 2);
    }

    @Test
    void ifAllHaveFailedAllAreTried() {
        replicas.failed(0);
        replicas.failed(1);
        replicas.failed(2);
        assertThat(replicas.order(1)).containsExactly(1, 2, 0);
    }
}
