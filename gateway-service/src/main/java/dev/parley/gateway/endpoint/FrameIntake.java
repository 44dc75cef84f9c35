package dev.parley.gateway.endpoint;

import dev.parley.api.error.ErrorCode;
import dev.parley.gateway.frame.ClientFrame;
import dev.parley.gateway.frame.FrameReader;
import dev.parley.gateway.frame.RefusedFrame;
import dev.parley.gateway.frame.ServerFrame;
import dev.parley.gateway.limits.Limits;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.gateway.socket.CloseCode;
import dev.parley.gateway.socket.SocketMetrics;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The first look at what a client sent: is it too much, and is it a frame at all. Those who send too many of either kind are
 * closed. On the socket's event loop.
 */
@Singleton
final class FrameIntake {
    private final Limits limits;
    private final FrameReader reader;
    private final SocketMetrics metrics;

    FrameIntake(Limits limits, FrameReader reader, SocketMetrics metrics) {
        this.limits = limits;
        this.reader = reader;
        this.metrics = metrics;
    }

    /** The frame, or empty if it has been refused. */
    Optional<ClientFrame> take(ClientSocket socket, byte[] text) {
        long wait = limits.frame(socket.limits(), socket.user(), text.length);
        if (wait > 0) {
            return tooFast(socket, text, wait);
        }
        try {
            ClientFrame frame = reader.read(text);
            metrics.received(frame.type());
            return Optional.of(frame);
        } catch (RefusedFrame refused) {
            return bad(socket, refused);
        }
    }

    private Optional<ClientFrame> tooFast(ClientSocket socket, byte[] text, long wait) {
        metrics.received("refused");
        if (limits.floods(socket.limits())) {
            socket.close(CloseCode.FLOODING);
        } else {
            socket.refuse(ServerFrame.Refusal.later(ErrorCode.RATE_LIMITED, "too many frames", wait)
                    .about(reader.idOf(text)));
        }
        return Optional.empty();
    }

    private Optional<ClientFrame> bad(ClientSocket socket, RefusedFrame refused) {
        metrics.received("bad");
        socket.refuse(
                ServerFrame.Refusal.of(refused.code(), refused.getMessage()).about(refused.id()));
        if (refused.code() == ErrorCode.BAD_FRAME && limits.tooManyBadFrames(socket.limits())) {
            socket.close(CloseCode.BAD_FRAMES);
        }
        return Optional.empty();
    }
}
