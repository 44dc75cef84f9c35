package dev.parley.message.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.send.Send;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendRulesTest {
    private final UserId sender = new UserId(UUID.randomUUID());
    private final ConversationId conversation = new ConversationId(UUID.randomUUID());

    @ParameterizedTest
    @ValueSource(strings = {"x", " ", "\n", "👍", "👩🏽‍🚀", "漢字"})
    void textsAreTaken(String text) {
        assertThat(SendRules.check(message(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "a\0b", "\ud83d", "\udc4d", "\udc4d\ud83d", "x\ud83dx"})
    void whatHistoryCannotHoldIsRefused(String text) {
        assertThat(SendRules.check(message(text))).isPresent();
    }

    private Send message(String text) {
        return new Send.Message(sender, conversation, UUID.randomUUID(), text, null);
    }
}
