package dev.parley.message.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.send.Send;
import dev.parley.api.send.SendResult;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendRulesTest {
    private final UserId sender = new UserId(UUID.randomUUID());
    private final ConversationId conversation = new ConversationId(UUID.randomUUID());

    @ParameterizedTest
    @ValueSource(strings = {"x", " x ", "two\nlines\tand a tab", "\r\nx", "👍", "👩🏽‍🚀", "漢字"})
    void textsAreTaken(String text) {
        assertThat(SendRules.check(message(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "a\0b", "\ud83d", "\udc4d", "\udc4d\ud83d", "x\ud83dx"})
    void whatHistoryCannotHoldIsRefused(String text) {
        assertThat(SendRules.check(message(text))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "\u200b\ufeff", "\u202e\u202c", "\u3164", "\u2800"})
    void whatCannotBeSeenIsRefused(String text) {
        assertThat(SendRules.check(message(text))).map(SendResult::code).contains(ErrorCode.BAD_FRAME);
        assertThat(SendRules.check(new Send.Edit(sender, conversation, UUID.randomUUID(), 1, text)))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[2J", "a\bb", "over\rwritten", "\u009b2J"})
    void whatATerminalWouldObeyIsRefused(String text) {
        assertThat(SendRules.check(message(text))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"👍", "❤️", "\u2764", "👨‍👩‍👧‍👦"})
    void reactionsAreEmoji(String emoji) {
        assertThat(SendRules.check(reaction(emoji))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "👍👍", "reaction 4711", "\ud83d"})
    void otherReactionsAreRefused(String emoji) {
        assertThat(SendRules.check(reaction(emoji))).map(SendResult::code).contains(ErrorCode.BAD_FRAME);
    }

    private Send reaction(String emoji) {
        return new Send.React(sender, conversation, UUID.randomUUID(), 1, emoji, false);
    }

    private Send message(String text) {
        return new Send.Message(sender, conversation, UUID.randomUUID(), text, null);
    }
}
