package dev.parley.api.send;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * Sends of one gateway lane, in order: those of one conversation reach the log in the order they have here.
 *
 * @param traces W3C {@code traceparent}s of those few sends, by their index, that are followed by a trace; usually empty
 * @param fresh whether no id in here can have been sent before: then nothing is looked up, and what cannot be decided
 *     without is answered as {@link SendResults#later}
 */
public record SendBatch(
        List<Send> sends,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<Integer, String> traces,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean fresh) {
    /** The most sends one request may carry. */
    public static final int MAX_SENDS = 512;

    public SendBatch {
        sends = List.copyOf(sends);
        traces = traces == null ? Map.of() : Map.copyOf(traces);
    }

    /** The same sends, any of which may have been sent before by now. */
    public SendBatch repeated() {
        return fresh ? new SendBatch(sends, traces, false) : this;
    }

    /** Sends that nobody traces, and any of which may be a repeat. */
    public SendBatch(List<Send> sends) {
        this(sends, Map.of(), false);
    }
}
