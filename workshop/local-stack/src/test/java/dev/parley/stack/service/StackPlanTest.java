package dev.parley.stack.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.stack.process.StackFailure;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StackPlanTest {
    @Test
    void aServiceThatIsNotNamedRunsOnce() {
        assertThat(plan(Map.of(ServiceKind.GATEWAY, 3)).count(ServiceKind.AUTH)).isEqualTo(1);
    }

    @Test
    void senselessCountsAreRefusedByName() {
        assertThatThrownBy(() -> plan(Map.of(ServiceKind.MESSAGE, 0)))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("message-service");
    }

    private static StackPlan plan(Map<ServiceKind, Integer> instances) {
        return new StackPlan(Path.of("."), Path.of("target/data"), OptionalInt.empty(), 3, instances, Map.of());
    }
}
