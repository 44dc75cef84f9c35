package dev.parley.gateway.endpoint;

import dev.parley.api.error.ErrorCode;
import dev.parley.gateway.frame.ClientFrame;
import dev.parley.gateway.frame.ServerFrame;
import dev.parley.gateway.limits.Limits;
import dev.parley.gateway.presence.SessionReports;
import dev.parley.gateway.presence.Watches;
import dev.parley.gateway.relay.SignalRelay;
import dev.parley.gateway.relay.TypingRelay;
import dev.parley.gateway.socket.ClientSocket;
import jakarta.inject.Singleton;

/** The frames that are between people and that nobody keeps. */
@Singleton
final class SocialFrames {
    private final TypingRelay typing;
    private final SignalRelay signals;
    private final Watches watches;
    private final SessionReports reports;
    private final Limits limits;

    SocialFrames(TypingRelay typing, SignalRelay signals, Watches watches, SessionReports reports, Limits limits) {
        this.typing = typing;
        this.signals = signals;
        this.watches = watches;
        this.reports = reports;
        this.limits = limits;
    }

    void typing(ClientSocket socket, ClientFrame.Typing frame) {
        typing.accept(socket, frame);
    }

    void signal(ClientSocket socket, ClientFrame.Signal frame) {
        signals.accept(socket, frame);
    }

    /** Each user watched is a subscription of its own, so it counts as a frame. */
    void watch(ClientSocket socket, ClientFrame.Watch frame) {
        long wait = limits.work(socket.limits(), frame.users().size());
        if (wait > 0) {
            socket.refuse(ServerFrame.Refusal.later(ErrorCode.RATE_LIMITED, "too many watches", wait));
        } else {
            watches.accept(socket, frame);
        }
    }

    void status(ClientSocket socket, ClientFrame.Status frame) {
        reports.accept(socket, frame);
    }
}
