package dev.parley.gateway.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.ConversationId;
import dev.parley.api.send.Send;
import dev.parley.api.send.SendBatch;
import dev.parley.api.send.SendResult;
import dev.parley.api.send.SendResults;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.gateway.socket.RecordingWire;
import dev.parley.gateway.socket.TestSockets;
import dev.parley.telemetry.trace.MessageTraces;
import dev.parley.telemetry.trace.Stage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LaneTest {
    private final RecordingWire wire = new RecordingWire();
    private final ClientSocket socket = TestSockets.of(TestSockets.user(), wire);
    private final List<SendBatch> batches = new ArrayList<>();
    private final List<Promise<SendResults>> inFlight = new ArrayList<>();
    private final Lane lane =
            new Lane(0, 1_000, Duration.ofMinutes(1), this::submit, new SendingMetrics(new SimpleMeterRegistry()));

    private Future<SendResults> submit(int number, SendBatch batch) {
        batches.add(batch);
        inFlight.add(Promise.promise());
        return inFlight.getLast().future();
    }

    private UUID offer() {
        return offer(new ConversationId(UUID.randomUUID()), UUID.randomUUID());
    }

    private UUID offer(ConversationId conversation, UUID id) {
        return offer(conversation, id, Span.getInvalid());
    }

    private UUID offer(ConversationId conversation, UUID id, Span span) {
        socket.startSend(Integer.MAX_VALUE);
        PendingSend send = new PendingSend(
                socket, new Send.Message(socket.user(), conversation, id, "x", null), System.nanoTime(), span);
        lane.offer(send).ifPresent(refusal -> Answers.write(send, refusal));
        return id;
    }

    private void land() {
        int size = batches.getLast().sends().size();
        inFlight.getLast().complete(new SendResults(Collections.nCopies(size, SendResult.durable(Instant.EPOCH))));
    }

    private List<UUID> ids(int batch) {
        return batches.get(batch).sends().stream().map(Send::id).toList();
    }

    @Test
    void aQuietLaneSendsAtOnce() {
        UUID id = offer();
        assertThat(ids(0)).containsExactly(id);
    }

    @Test
    void oneRequestIsInFlightAndTheNextBatchCollectsInOrder() {
        offer();
        List<UUID> later = List.of(offer(), offer(), offer());
        assertThat(batches).hasSize(1);

        land();
        assertThat(batches).hasSize(2);
        assertThat(ids(1)).isEqualTo(later);
        assertThat(wire.frames).hasSize(1);
    }

    @Test
    void aBatchHasABound() {
        offer();
        for (int i = 0; i < SendBatch.MAX_SENDS + 10; i++) {
            offer();
        }
        land();
        assertThat(batches.getLast().sends()).hasSize(SendBatch.MAX_SENDS);
        land();
        assertThat(batches.getLast().sends()).hasSize(10);
    }

    @Test
    void aFullLaneTakesNoMore() {
        offer();
        for (int i = 0; i < 1_000; i++) {
            offer();
        }
        assertThat(lane.depth()).isEqualTo(1_000);
        offer();
        assertThat(lane.depth()).isEqualTo(1_000);
    }

    @Test
    void aBatchThatFailsIsUnavailableAndTheLaneGoesOn() {
        UUID lost = offer();
        UUID next = offer();
        inFlight.getLast().fail("no connection");

        assertThat(wire.frames)
                .singleElement()
                .satisfies(frame -> assertThat(frame)
                        .contains("\"code\":\"" + ErrorCode.UNAVAILABLE.wire() + "\"")
                        .contains(lost.toString()));
        assertThat(ids(1)).containsExactly(next);
    }

    @Test
    void nothingOvertakesASendThatWasRefusedUntilThatComesAgain() {
        ConversationId conversation = new ConversationId(UUID.randomUUID());
        UUID first = offer(conversation, UUID.randomUUID());
        UUID second = offer(conversation, UUID.randomUUID());
        UUID elsewhere = offer();
        inFlight.getLast().fail("no connection");

        assertThat(ids(1)).containsExactly(elsewhere);
        assertThat(wire.frames).hasSize(2);
        assertThat(wire.frames.getFirst()).contains(first.toString());
        assertThat(wire.frames.getLast())
                .contains(second.toString(), "\"code\":\"" + ErrorCode.UNAVAILABLE.wire() + "\"");
        land();

        offer(conversation, second);
        assertThat(batches).hasSize(2);
        offer(conversation, first);
        offer(conversation, second);
        assertThat(ids(2)).containsExactly(first);
        land();
        assertThat(ids(3)).containsExactly(second);
    }

    @Test
    void aSendThatNeverComesAgainHoldsUpOthersForALimitedTime() {
        Gaps gaps = new Gaps(Duration.ofSeconds(3));
        ConversationId conversation = new ConversationId(UUID.randomUUID());
        PendingSend missing = pending(conversation);
        PendingSend behind = pending(conversation);
        long now = System.nanoTime();
        gaps.open(missing, now);

        assertThat(gaps.admits(behind, now + Duration.ofSeconds(3).toNanos())).isFalse();
        assertThat(gaps.admits(behind, now + Duration.ofMillis(3_001).toNanos()))
                .isTrue();
    }

    private PendingSend pending(ConversationId conversation) {
        return new PendingSend(
                socket,
                new Send.Message(socket.user(), conversation, UUID.randomUUID(), "x", null),
                System.nanoTime(),
                Span.getInvalid());
    }

    @Test
    void aLaneIsIdleWhenEverySendHasBeenAnswered() {
        assertThat(lane.isIdle()).isTrue();
        offer();
        assertThat(lane.isIdle()).isFalse();
        land();
        assertThat(lane.isIdle()).isTrue();
    }

    @Test
    void onlyWhatIsTracedTakesItsTraceAlong() {
        InMemorySpanExporter exported = InMemorySpanExporter.create();
        MessageTraces traces = MessageTraces.with(OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exported))
                        .build())
                .build());
        Span span = traces.begin(Stage.SEND, "a conversation");
        offer();
        offer();
        offer(new ConversationId(UUID.randomUUID()), UUID.randomUUID(), span);
        land();

        assertThat(batches.get(0).traces()).isEmpty();
        assertThat(batches.get(1).traces()).containsOnlyKeys(1).containsEntry(1, MessageTraces.header(span));

        land();
        assertThat(exported.getFinishedSpanItems()).hasSize(1);
    }
}
