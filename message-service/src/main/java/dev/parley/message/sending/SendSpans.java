package dev.parley.message.sending;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.api.send.Send;
import dev.parley.api.send.SendResult;
import dev.parley.api.send.SendResults;
import dev.parley.telemetry.trace.MessageTraces;
import dev.parley.telemetry.trace.Stage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The spans of a request's sends, of which nearly all have none. One thread's. */
final class SendSpans {
    private static final SendSpans NONE = new SendSpans(Map.of());

    private final Map<Integer, Span> spans;

    private SendSpans(Map<Integer, Span> spans) {
        this.spans = spans;
    }

    /** Nobody follows these sends. */
    static SendSpans none() {
        return NONE;
    }

    /** @param parents {@code traceparent}s by the index of their send */
    static SendSpans begin(MessageTraces traces, List<Send> sends, Map<Integer, String> parents) {
        if (parents.isEmpty()) {
            return NONE;
        }
        Map<Integer, Span> spans = new HashMap<>();
        parents.forEach((index, parent) -> {
            if (index >= 0 && index < sends.size()) {
                spans.put(
                        index,
                        traces.follow(Stage.APPEND, parent, sends.get(index).conversation()));
            }
        });
        return new SendSpans(spans);
    }

    /** What the record of this send tells those who read it; null for nothing. */
    byte[] header(int index) {
        Span span = spans.get(index);
        String header = span == null ? null : MessageTraces.header(span);
        return header == null ? null : header.getBytes(US_ASCII);
    }

    /** @param answer to all sends; one that was left for later has its fate still before it */
    void end(SendResults answer) {
        spans.forEach((index, span) -> {
            SendResult result = answer.results().get(index);
            if (answer.later().contains(index)) {
                span.addEvent("left for a look-up");
            } else if (!result.isDurable()) {
                span.setAttribute("parley.code", result.code().wire());
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        });
    }
}
