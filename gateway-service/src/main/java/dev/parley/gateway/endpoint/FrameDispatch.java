package dev.parley.gateway.endpoint;

import dev.parley.gateway.frame.ClientFrame;
import dev.parley.gateway.frame.ServerFrame;
import dev.parley.gateway.receipt.Marks;
import dev.parley.gateway.sending.Sends;
import dev.parley.gateway.session.Renewal;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.gateway.sync.Syncs;
import jakarta.inject.Singleton;

/** Gives each frame to the feature it is for. On the socket's event loop; every feature returns at once. */
@Singleton
final class FrameDispatch {
    private final FrameIntake intake;
    private final Sends sends;
    private final Syncs syncs;
    private final Marks marks;
    private final SocialFrames social;
    private final Renewal renewal;

    FrameDispatch(FrameIntake intake, Sends sends, Syncs syncs, Marks marks, SocialFrames social, Renewal renewal) {
        this.intake = intake;
        this.sends = sends;
        this.syncs = syncs;
        this.marks = marks;
        this.social = social;
        this.renewal = renewal;
    }

    /** @param text of the frame, as UTF-8 */
    void frame(ClientSocket socket, byte[] text) {
        if (socket.isClosing()) {
            return;
        }
        socket.heard();
        try {
            intake.take(socket, text).ifPresent(frame -> dispatch(socket, frame));
        } catch (RuntimeException e) {
            SocketFailures.close(socket, e);
        }
    }

    private void dispatch(ClientSocket socket, ClientFrame frame) {
        switch (frame) {
            case ClientFrame.Sending sending -> sends.accept(socket, sending);
            case ClientFrame.Sync sync -> syncs.accept(socket, sync);
            case ClientFrame.Mark mark -> marks.accept(socket, mark);
            case ClientFrame.Typing typing -> social.typing(socket, typing);
            case ClientFrame.Signal signal -> social.signal(socket, signal);
            case ClientFrame.Watch watch -> social.watch(socket, watch);
            case ClientFrame.Status status -> social.status(socket, status);
            case ClientFrame.Token token -> renewal.renew(socket, token);
            case ClientFrame.Ping ping -> socket.send(new ServerFrame.Pong(ping.id()));
        }
    }
}
