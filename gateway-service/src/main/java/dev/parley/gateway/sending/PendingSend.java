package dev.parley.gateway.sending;

import dev.parley.api.send.Send;
import dev.parley.api.send.SendBatch;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.telemetry.trace.MessageTraces;
import io.opentelemetry.api.trace.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A send that has not been answered yet, and the socket that waits for it.
 *
 * @param isFresh whether its id cannot have been sent before, see {@link Freshness}
 * @param sinceNanos when it came, as {@link System#nanoTime}
 * @param span of its trace; the one that does nothing unless the send is sampled
 */
record PendingSend(ClientSocket socket, Send send, boolean isFresh, long sinceNanos, Span span) {
    /** The characters of its text. */
    int characters() {
        return switch (send) {
            case Send.Message message -> message.text().length();
            case Send.Edit edit -> edit.text().length();
            case Send.Delete _, Send.React _ -> 0;
        };
    }

    /** What is asked of message-service for all of these. */
    static SendBatch batch(List<PendingSend> sends, boolean fresh) {
        return new SendBatch(sends.stream().map(PendingSend::send).toList(), traces(sends), fresh);
    }

    private static Map<Integer, String> traces(List<PendingSend> sends) {
        Map<Integer, String> traces = Map.of();
        for (int i = 0; i < sends.size(); i++) {
            String trace = MessageTraces.header(sends.get(i).span());
            if (trace != null) {
                traces = traces.isEmpty() ? new HashMap<>() : traces;
                traces.put(i, trace);
            }
        }
        return traces;
    }
}
