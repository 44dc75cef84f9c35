package dev.parley.toolbox.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final UUID CONVERSATION = UUID.randomUUID();

    private final Outbox outbox = new Outbox();
    private final List<UUID> written = new ArrayList<>();

    @Test
    void whatIsNotAcknowledgedIsSentAgainInItsOrder() {
        UUID first = add();
        UUID second = add();
        UUID third = add();
        outbox.acked(new ServerFrame.Ack(second, CONVERSATION, "now"));

        outbox.pending().forEach(outgoing -> outgoing.writeTo(null));

        assertThat(written).containsExactly(first, third);
        assertThat(outbox.acked()).containsOnlyKeys(second);
    }

    @Test
    void anUnavailableSystemIsAskedAgainWithTheSameId() {
        UUID id = add();

        assertThat(outbox.refused(refusal(id, "unavailable"))).isTrue();

        outbox.again(id, null);
        assertThat(written).containsExactly(id);
        assertThat(outbox.isEmpty()).isFalse();
    }

    @Test
    void aRefusalForGoodEndsTheSend() {
        UUID id = add();

        assertThat(outbox.refused(refusal(id, "not_member"))).isFalse();

        assertThat(outbox.isEmpty()).isTrue();
        assertThat(outbox.refused()).containsOnlyKeys(id);
    }

    @Test
    void aSendThatWasAcknowledgedMeanwhileIsNotSentAgain() {
        UUID id = add();
        outbox.refused(refusal(id, "unavailable"));
        outbox.acked(new ServerFrame.Ack(id, CONVERSATION, "now"));

        outbox.again(id, null);

        assertThat(written).isEmpty();
    }

    @Test
    void anAckNobodyWaitsForIsIgnored() {
        outbox.acked(new ServerFrame.Ack(UUID.randomUUID(), CONVERSATION, "now"));

        assertThat(outbox.acked()).isEmpty();
    }

    @Test
    void oneIdIsOneSend() {
        UUID id = add();

        assertThatThrownBy(() -> outbox.add(id, _ -> {})).isInstanceOf(IllegalArgumentException.class);
    }

    private UUID add() {
        UUID id = UUID.randomUUID();
        outbox.add(id, _ -> written.add(id));
        return id;
    }

    private static ServerFrame.Refusal refusal(UUID id, String code) {
        return new ServerFrame.Refusal(id, code, "", -1);
    }
}
