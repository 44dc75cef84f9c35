package dev.parley.message.sending;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.event.Seqs;
import dev.parley.api.send.Send;
import dev.parley.api.send.SendResult;
import dev.parley.api.send.SendText;
import dev.parley.api.text.PlainText;
import java.util.Optional;

/** What a send must look like; lengths count as in {@link SendText}. Pure. */
final class SendRules {
    private SendRules() {}

    /** Why a send is refused whoever it is from; empty if nothing is wrong with it. */
    static Optional<SendResult> check(Send send) {
        if (send.sender() == null || send.conversation() == null || send.id() == null) {
            return bad("sender, conversation and id are needed");
        }
        return switch (send) {
            case Send.Message message ->
                message.replyTo() != null && !Seqs.isSeq(message.replyTo())
                        ? bad("replyTo must be a seq, 1 or more")
                        : checkText(message.text());
            case Send.Edit edit -> !Seqs.isSeq(edit.target()) ? badTarget() : checkText(edit.text());
            case Send.Delete delete -> !Seqs.isSeq(delete.target()) ? badTarget() : Optional.empty();
            case Send.React react -> !Seqs.isSeq(react.target()) ? badTarget() : checkEmoji(react.emoji());
        };
    }

    private static Optional<SendResult> checkText(String text) {
        if (text == null) {
            return bad("text must not be empty");
        }
        if (text.length() > SendText.MAX_LENGTH) {
            return Optional.of(SendResult.refused(
                    ErrorCode.TOO_LARGE, "text has more than " + SendText.MAX_LENGTH + " characters"));
        }
        if (!PlainText.isClean(text)) {
            return bad("text must not contain control characters or half a surrogate pair");
        }
        return PlainText.isVisible(text) ? Optional.empty() : bad("text must not be empty");
    }

    private static Optional<SendResult> checkEmoji(String emoji) {
        return ReactionEmoji.of(emoji).isPresent() ? Optional.empty() : bad("emoji must be one emoji");
    }

    private static Optional<SendResult> badTarget() {
        return bad("target must be a seq, 1 or more");
    }

    private static Optional<SendResult> bad(String message) {
        return Optional.of(SendResult.refused(ErrorCode.BAD_FRAME, message));
    }
}
