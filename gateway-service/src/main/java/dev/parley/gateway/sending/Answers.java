package dev.parley.gateway.sending;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.send.SendResult;
import dev.parley.gateway.frame.ServerFrame;
import dev.parley.gateway.limits.Limits;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.gateway.socket.CloseCode;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import org.jboss.logging.Logger;

/**
 * Answers a send to its socket, and ends its trace, if it has one. What message-service refuses as a bad frame counts as
 * one, as if it had been seen at once.
 */
final class Answers {
    private static final Logger LOG = Logger.getLogger(Answers.class);

    private final Limits limits;

    Answers(Limits limits) {
        this.limits = limits;
    }

    void write(PendingSend pending, SendResult result) {
        ClientSocket socket = pending.socket();
        socket.answered();
        socket.send(frame(pending, result));
        if (result.code() == ErrorCode.BAD_FRAME) {
            socket.outbox().run(() -> bad(socket));
        }
        if (pending.span().isRecording()) {
            endTrace(pending, result);
        }
    }

    private void bad(ClientSocket socket) {
        if (limits.tooManyBadFrames(socket.limits())) {
            socket.close(CloseCode.BAD_FRAMES);
        }
    }

    /** Of the few sends that are traced, those that are refused are worth a line: it leads from the log to the trace. */
    private static void endTrace(PendingSend pending, SendResult result) {
        Span span = pending.span();
        if (!result.isDurable()) {
            span.setAttribute("parley.code", result.code().wire());
            span.setStatus(StatusCode.ERROR);
            try (Scope _ = span.makeCurrent()) {
                LOG.infof(
                        "event=traced_send_refused conversation=%s id=%s code=%s",
                        pending.send().conversation(),
                        pending.send().id(),
                        result.code().wire());
            }
        }
        span.end();
    }

    private static ServerFrame frame(PendingSend pending, SendResult result) {
        if (result.isDurable()) {
            return new ServerFrame.Ack(pending.send().id(), pending.send().conversation(), result.at());
        }
        return new ServerFrame.Refusal(
                pending.send().id(),
                result.code(),
                result.message(),
                result.retryAfter(),
                pending.send().conversation());
    }
}
