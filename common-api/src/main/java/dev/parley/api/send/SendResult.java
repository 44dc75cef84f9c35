package dev.parley.api.send;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.event.ChatEvent;
import java.time.Instant;

/**
 * What became of one send.
 *
 * @param at when it was given to the log, if it is durable; else null
 * @param code why it was refused, in which case nothing of it was kept; null if it is durable
 * @param message for people, with {@code code}
 * @param retryAfter seconds, with {@code code}, where trying the same id again may help
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SendResult(
        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = ChatEvent.INSTANT, timezone = "UTC")
        Instant at,

        ErrorCode code,
        String message,
        Long retryAfter) {

    public static SendResult durable(Instant at) {
        return new SendResult(at, null, null, null);
    }

    public static SendResult refused(ErrorCode code, String message) {
        return new SendResult(null, code, message, null);
    }

    /** Whether the log has it. */
    @JsonIgnore
    public boolean isDurable() {
        return code == null;
    }
}
