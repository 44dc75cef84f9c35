package dev.parley.gateway.sending;

import dev.parley.api.send.SendResult;
import dev.parley.gateway.frame.ServerFrame;

/** Tells a socket what became of its send. */
final class Answers {
    private Answers() {}

    static void write(PendingSend pending, SendResult result) {
        pending.socket().answered();
        pending.socket().send(frame(pending, result));
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
