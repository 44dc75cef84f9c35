package dev.parley.persistence.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import org.junit.jupiter.api.Test;

class DirectIdTest {
    private final UserId one = UserId.of("01920000-0000-7000-8000-000000000001");
    private final UserId other = UserId.of("f1920000-0000-7000-8000-000000000002");

    @Test
    void pairHasOneIdWhoeverIsNamedFirst() {
        assertThat(DirectId.of(one, other)).isEqualTo(DirectId.of(other, one));
    }

    @Test
    void idIsAUuidOfVersionEightAndNeverChanges() {
        ConversationId id = DirectId.of(one, other);
        assertThat(id.value().version()).isEqualTo(8);
        assertThat(id.value().variant()).isEqualTo(2);
        assertThat(id).hasToString("d636b005-8990-82b8-8081-0b5c6146a85c");
    }
}
