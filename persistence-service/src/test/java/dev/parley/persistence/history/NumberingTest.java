package dev.parley.persistence.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.event.ChatEvent;
import dev.parley.api.id.UserId;
import dev.parley.persistence.history.Numbering.Head;
import dev.parley.persistence.history.Numbering.Identity;
import dev.parley.persistence.history.Numbering.Voided;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NumberingTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
    private final UUID known = UUID.randomUUID();
    private final UUID unknown = UUID.randomUUID();
    private final Map<UUID, Head> heads = Map.of(known, new Head(41, true), unknown, new Head(0, false));
    private final UserId sender = new UserId(UUID.randomUUID());

    @Test
    void seqsGoOnFromTheHeadOfEachConversation() {
        Numbering numbering = new Numbering(heads, Set.of());
        numbering.add(message(known));
        numbering.add(message(unknown));
        numbering.add(message(known));
        assertThat(numbering.rows()).extracting(EventRow::seq).containsExactly(42L, 1L, 43L);
    }

    @Test
    void whateverIsInARecordItIsCounted() {
        Numbering numbering = new Numbering(heads, Set.of());
        numbering.add(message(known).without(VoidReason.MALFORMED));
        numbering.add(message(known));
        assertThat(numbering.rows()).extracting(EventRow::kind).containsExactly("void", "message");
        assertThat(numbering.rows()).extracting(EventRow::seq).containsExactly(42L, 43L);
    }

    @Test
    void secondOfTwoAlikeIsAVoidAndSoIsOneThatIsStored() {
        LogRecord twice = message(known);
        LogRecord stored = message(known);
        Numbering numbering = new Numbering(heads, Set.of(Identity.of(stored)));
        numbering.add(twice);
        numbering.add(twice);
        numbering.add(stored);
        assertThat(numbering.rows()).extracting(EventRow::kind).containsExactly("message", "void", "void");
        assertThat(numbering.voided()).extracting(Voided::reason).containsOnly(VoidReason.REPEAT);
    }

    @Test
    void recordWithoutAConversationHasNoPlace() {
        Numbering numbering = new Numbering(heads, Set.of());
        numbering.add(new LogRecord(0, 7, new byte[0], new byte[0], null, AT, null, VoidReason.MALFORMED, null));
        assertThat(numbering.rows()).isEmpty();
        assertThat(numbering.voided()).hasSize(1);
    }

    @Test
    void movedHeadsKnowTheLastMessageAmongOtherEvents() {
        Numbering numbering = new Numbering(heads, Set.of());
        numbering.add(message(known));
        numbering.add(record(known, new ChatEvent.Delete(sender, UUID.randomUUID(), AT.plusSeconds(5), 42)));
        assertThat(numbering.moved()).containsExactly(new Numbering.Moved(known, 43, 42, AT.plusSeconds(5)));
    }

    private LogRecord message(UUID conversation) {
        return record(conversation, new ChatEvent.Message(sender, UUID.randomUUID(), AT, "hi", null));
    }

    private static LogRecord record(UUID conversation, ChatEvent event) {
        return new LogRecord(0, 0, new byte[0], new byte[0], conversation, event.at(), event, null, null);
    }
}
