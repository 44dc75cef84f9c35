package dev.parley.verify.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    @Test
    void theSameSeedPlansTheSameAndAnotherSomethingElse() {
        var plan = FaultPlan.of(7, FaultKind.parse("all"), 40);

        assertThat(FaultPlan.of(7, FaultKind.parse("all"), 40)).isEqualTo(plan);
        assertThat(FaultPlan.of(8, FaultKind.parse("all"), 40)).isNotEqualTo(plan);
    }

    @Test
    void everyKindComesOnceARound() {
        List<FaultKind> all = FaultKind.parse("all");

        assertThat(FaultPlan.of(1, all, all.size()).faults())
                .extracting(FaultPlan.Planned::kind)
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void kindsAreNamedAsTheCommandLineNamesThem() {
        assertThat(FaultKind.parse("none")).isEmpty();
        assertThat(FaultKind.parse("redis-empty, kafka")).containsExactly(FaultKind.REDIS_EMPTY, FaultKind.KAFKA);
        assertThatThrownBy(() -> FaultKind.parse("earthquake")).hasMessageContaining("earthquake");
    }

    @Test
    void roomsAreDirectOnesAndGroupsUpToAHundred() {
        List<RoomPlan> rooms = RoomPlan.of(1, 200);

        assertThat(RoomPlan.of(1, 200)).isEqualTo(rooms);
        assertThat(rooms).filteredOn(RoomPlan::direct).hasSize(100);
        assertThat(rooms.getLast().members()).hasSize(100).doesNotHaveDuplicates();
    }
}
