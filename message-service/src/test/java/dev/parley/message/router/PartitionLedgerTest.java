package dev.parley.message.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartitionLedgerTest {
    private final ConversationKey one = new ConversationKey(1, 1);
    private final ConversationKey two = new ConversationKey(2, 2);
    private final PartitionLedger ledger = new PartitionLedger(3, new CountMap(), 100);

    @Test
    void countsEachConversationForItself() {
        assertThat(ledger.count(one, 100)).isEqualTo(1);
        assertThat(ledger.count(two, 101)).isEqualTo(1);
        assertThat(ledger.count(one, 105)).isEqualTo(2);
        assertThat(ledger.next()).isEqualTo(106);
    }

    @Test
    void aSectionHoldsWhatMovedSinceTheLastOne() {
        ledger.count(one, 100);
        ledger.take();
        ledger.count(two, 101);

        PartitionLedger.Section section = ledger.take();

        assertThat(counts(section.changed())).isEqualTo(Map.of(two, 1L));
        assertThat(section.next()).isEqualTo(102);
        assertThat(ledger.moved()).isFalse();
    }

    @Test
    void whatCouldNotBeSavedIsInTheNextSectionUnlessItMovedOn() {
        ledger.count(one, 100);
        ledger.count(two, 101);
        PartitionLedger.Section failed = ledger.take();
        ledger.count(one, 102);

        ledger.giveBack(failed);

        assertThat(ledger.moved()).isTrue();
        PartitionLedger.Section again = ledger.take();
        assertThat(counts(again.changed())).isEqualTo(Map.of(one, 2L, two, 1L));
        assertThat(again.next()).isEqualTo(103);
    }

    @Test
    void aMoveStandsInTwoDigestsInARow() {
        ledger.count(one, 100);

        assertThat(ledger.heads()).containsExactly(Map.of(one.toString(), 1L));
        ledger.count(two, 101);
        assertThat(ledger.heads()).containsExactly(Map.of(one.toString(), 1L, two.toString(), 1L));
        assertThat(ledger.heads()).containsExactly(Map.of(two.toString(), 1L));
        assertThat(ledger.heads()).isEmpty();
    }

    private static Map<ConversationKey, Long> counts(CountMap map) {
        Map<ConversationKey, Long> counts = new HashMap<>();
        map.forEach(counts::put);
        return counts;
    }
}
