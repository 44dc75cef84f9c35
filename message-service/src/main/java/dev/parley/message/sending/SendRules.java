package dev.parley.message.sending;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.send.Send;
import dev.parley.api.send.SendResult;
import java.util.Optional;

/**
 * What a send must look like. Pure.
 *
 * <p>Lengths count UTF-16 units, as {@code text.length} in a browser and {@code String.length()} here do: a client can check them without
 * knowing Unicode's details. An emoji outside the basic plane counts as two.
 */
final class SendRules {
    /** The longest text, in UTF-16 units. */
    static final int MAX_TEXT = 8_000;

    /** The longest emoji, in UTF-16 units: families with skin tones need about 25. */
    static final int MAX_EMOJI = 32;

    private SendRules() {}

    /** Why a send is refused whoever it is from; empty if nothing is wrong with it. */
    static Optional<SendResult> check(Send send) {
        if (send.sender() == null || send.conversation() == null || send.id() == null) {
            return bad("sender, conversation and id are needed");
        }
        return switch (send) {
            case Send.Message message ->
                message.replyTo() != null && message.replyTo() < 1
                        ? bad("replyTo must be a seq, 1 or more")
                        : checkText(message.text());
            case Send.Edit edit -> edit.target() < 1 ? badTarget() : checkText(edit.text());
            case Send.Delete delete -> delete.target() < 1 ? badTarget() : Optional.empty();
            case Send.React react -> react.target() < 1 ? badTarget() : checkEmoji(react.emoji());
        };
    }

    private static Optional<SendResult> checkText(String text) {
        if (text == null || text.isEmpty()) {
            return bad("text must not be empty");
        }
        if (!storable(text)) {
            return bad("text must not contain U+0000 or half a surrogate pair");
        }
        return text.length() > MAX_TEXT
                ? Optional.of(SendResult.refused(ErrorCode.TOO_LARGE, "text has more than " + MAX_TEXT + " characters"))
                : Optional.empty();
    }

    private static Optional<SendResult> checkEmoji(String emoji) {
        boolean fits = emoji != null && !emoji.isBlank() && emoji.length() <= MAX_EMOJI && storable(emoji);
        return fits ? Optional.empty() : bad("emoji must be 1 to " + MAX_EMOJI + " characters");
    }

    /**
     * Whether UTF-8 and Postgres can hold the text: JSON can spell half a surrogate pair, which has no UTF-8, and U+0000, which no text in
     * Postgres may contain. In the log, either would be an acknowledged message that history cannot keep.
     */
    private static boolean storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == 0 || Character.isLowSurrogate(unit)) {
                return false;
            }
            if (Character.isHighSurrogate(unit)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Optional<SendResult> badTarget() {
        return bad("target must be a seq, 1 or more");
    }

    private static Optional<SendResult> bad(String message) {
        return Optional.of(SendResult.refused(ErrorCode.BAD_FRAME, message));
    }
}
