package dev.parley.gateway.sending;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.send.Send;
import dev.parley.gateway.frame.ClientFrame;
import dev.parley.gateway.frame.ServerFrame;
import dev.parley.gateway.limits.Limits;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.telemetry.trace.MessageTraces;
import dev.parley.telemetry.trace.Stage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;

/** Takes sends from sockets and gives each to its socket's lane. On the socket's event loop; never blocks. */
@Singleton
public final class Sends {
    private static final long RETRY_AFTER_SECONDS = 1;

    private final Answers answers;
    private final List<Lane> lanes;
    private final Limits limits;
    private final MessageTraces traces;
    private final Clock clock;

    Sends(
            SendingConfig config,
            MessageFront front,
            SendingMetrics metrics,
            Pacing pacing,
            Limits limits,
            MessageTraces traces,
            Clock clock,
            MeterRegistry registry) {
        this.answers = new Answers(limits);
        var bounds = new Lane.Bounds(config.laneQueue(), config.orderHold());
        this.lanes = IntStream.range(0, config.lanes())
                .mapToObj(number -> new Lane(number, bounds, front, answers, metrics, pacing))
                .toList();
        this.limits = limits;
        this.traces = traces;
        this.clock = clock;
        Gauge.builder("parley.gateway.lane.depth", this, Sends::depth)
                .description("Sends that wait in all lanes")
                .register(registry);
    }

    /** Answers with {@code ack} or {@code error}, sooner or later. */
    public void accept(ClientSocket socket, ClientFrame.Sending frame) {
        long wait = limits.send(socket.user(), characters(frame));
        if (wait > 0) {
            refuse(socket, frame, ErrorCode.RATE_LIMITED, "too many sends", wait);
            return;
        }
        if (!socket.startSend(limits.unanswered())) {
            refuse(socket, frame, ErrorCode.RATE_LIMITED, "too many sends unanswered", RETRY_AFTER_SECONDS);
            return;
        }
        Lane lane = lanes.get(Math.floorMod(socket.id().hashCode(), lanes.size()));
        Span span = traces.begin(Stage.SEND, frame.conversation());
        Send send = toSend(socket, frame);
        boolean isFresh = Freshness.isFresh(socket, send, clock.millis());
        PendingSend pending = new PendingSend(socket, send, isFresh, System.nanoTime(), span);
        lane.offer(pending).ifPresent(refusal -> answers.write(pending, refusal));
    }

    /** Whether every send has been answered. */
    public boolean isIdle() {
        return lanes.stream().allMatch(Lane::isIdle);
    }

    private double depth() {
        return lanes.stream().mapToInt(Lane::depth).sum();
    }

    private static int characters(ClientFrame.Sending frame) {
        return switch (frame) {
            case ClientFrame.Send send -> send.text().length();
            case ClientFrame.Edit edit -> edit.text().length();
            case ClientFrame.Delete _, ClientFrame.React _ -> 0;
        };
    }

    private static Send toSend(ClientSocket socket, ClientFrame.Sending frame) {
        return switch (frame) {
            case ClientFrame.Send send ->
                new Send.Message(socket.user(), send.conversation(), send.id(), send.text(), send.replyTo());
            case ClientFrame.Edit edit ->
                new Send.Edit(socket.user(), edit.conversation(), edit.id(), edit.target(), edit.text());
            case ClientFrame.Delete delete ->
                new Send.Delete(socket.user(), delete.conversation(), delete.id(), delete.target());
            case ClientFrame.React react ->
                new Send.React(
                        socket.user(), react.conversation(), react.id(), react.target(), react.emoji(), react.remove());
        };
    }

    private static void refuse(
            ClientSocket socket, ClientFrame.Sending frame, ErrorCode code, String message, long retryAfter) {
        socket.refuse(new ServerFrame.Refusal(frame.id(), code, message, retryAfter, frame.conversation()));
    }
}
