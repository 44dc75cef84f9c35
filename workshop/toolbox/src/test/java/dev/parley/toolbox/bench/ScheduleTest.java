package dev.parley.toolbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Room PAIR = new Room(new UUID(0, 1), List.of(0, 1));
    private static final Room GROUP = new Room(new UUID(0, 2), List.of(0, 1, 2));

    private final Schedule schedule = new Schedule(List.of(PAIR, GROUP), 3_000, 0, 13, 500);

    @Test
    void everyDeliveryHasASlotOfItsOwn() {
        Set<Integer> slots = new HashSet<>();
        int owed = 0;
        for (int number = 0; number < schedule.messages(); number++) {
            for (int member = 0; member < schedule.owed(number); member++) {
                owed++;
                slots.add(schedule.slot(number, member));
            }
        }

        assertThat(slots).hasSize(owed).allMatch(slot -> slot >= 0 && slot < schedule.slots());
    }

    @Test
    void allMembersTakeTurns() {
        assertThat(List.of(schedule.sender(1), schedule.sender(3), schedule.sender(5), schedule.sender(7)))
                .containsExactly(0, 1, 2, 0);
    }

    @Test
    void messageIsAmongThoseDueFromItsInstantOn() {
        for (int number = 0; number < schedule.messages(); number++) {
            assertThat(schedule.dueAt(schedule.due(number) + 1)).isEqualTo(number + 1);
        }
        assertThat(schedule.dueAt(499)).isZero();
        assertThat(schedule.dueAt(Long.MAX_VALUE / 2)).isEqualTo(13);
    }
}
