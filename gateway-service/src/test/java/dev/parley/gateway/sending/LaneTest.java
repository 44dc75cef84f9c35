package dev.parley.gateway.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.ConversationId;
import dev.parley.api.send.Send;
import dev.parley.api.send.SendBatch;
import dev.parley.api.send.SendResult;
import dev.parley.api.send.SendResults;
import dev.parley.gateway.limits.TestLimits;
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
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LaneTest {
    private final RecordingWire wire = new RecordingWire();
    private final ClientSocket socket = TestSockets.of(TestSockets.user(), wire);
    private final List<SendBatch> batches = new ArrayList<>();
    private final List<Promise<SendResults>> inFlight = new ArrayList<>();
    private final Answers answers = new Answers(TestLimits.defaults());
    private final Lane lane = new Lane(
            0,
            new Lane.Bounds(1_000, Duration.ofMinutes(1)),
            this::submit,
            answers,
            new SendingMetrics(new SimpleMeterRegistry()),
            this::after);
    private Runnable rest;
    private boolean resting;

    private void after(int sends, Runnable next) {
        if (resting) {
            rest = next;
        } else {
            next.run();
        }
    }

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
        offer(socket, conversation, id, true, span);
        return id;
    }

    private UUID offerOld(ClientSocket from) {
        UUID id = UUID.randomUUID();
        offer(from, new ConversationId(UUID.randomUUID()), id, false, Span.getInvalid());
        return id;
    }

    private void offer(ClientSocket from, ConversationId conversation, UUID id, boolean isFresh, Span span) {
        from.startSend(Integer.MAX_VALUE);
        Send message = new Send.Message(from.user(), conversation, id, "x", null);
        PendingSend send = new PendingSend(from, message, isFresh, System.nanoTime(), span);
        lane.offer(send).ifPresent(refusal -> answers.write(send, refusal));
    }

    private void land() {
        land(batches.size() - 1, Set.of());
    }

    private void land(int batch, Set<Integer> later) {
        int size = batches.get(batch).sends().size();
        List<SendResult> durable = Collections.nCopies(size, SendResult.durable(Instant.EPOCH));
        inFlight.get(batch).complete(new SendResults(durable, later));
    }

    private List<UUID> ids(int batch) {
        return batches.get(batch).sends().stream().map(Send::id).toList();
    }

    @Test
    void badFramesThatOthersFindEndTheSocketToo() {
        for (int i = 0; i < 10; i++) {
            offer();
            inFlight.getLast()
                    .complete(
                            new SendResults(List.of(new SendResult(null, ErrorCode.BAD_FRAME, "no such rule", null))));
        }
        assertThat(wire.closedWith).isEqualTo(4400);
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
    void longTextsMakeAShorterBatch() {
        offer();
        for (int i = 0; i < 60; i++) {
            Send message = new Send.Message(
                    socket.user(), new ConversationId(UUID.randomUUID()), UUID.randomUUID(), "x".repeat(8_000), null);
            lane.offer(new PendingSend(socket, message, true, System.nanoTime(), Span.getInvalid()));
        }
        land();
        assertThat(batches.getLast().sends()).hasSize(33);
        land();
        assertThat(batches.getLast().sends()).hasSize(27);
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
                true,
                System.nanoTime(),
                Span.getInvalid());
    }

    @Test
    void aLaneRestsBeforeItSendsAgain() {
        resting = true;
        offer();
        land();
        UUID next = offer();
        assertThat(batches).hasSize(1);
        assertThat(lane.isIdle()).isFalse();

        rest.run();
        assertThat(ids(1)).containsExactly(next);
    }

    @Test
    void whatMayHaveBeenSentBeforeHoldsUpNobodyElse() {
        ClientSocket other = TestSockets.of(TestSockets.user(), new RecordingWire());
        UUID old = offerOld(other);
        UUID fresh = offer();
        assertThat(ids(0)).containsExactly(old);
        assertThat(batches.get(0).fresh()).isFalse();
        assertThat(ids(1)).containsExactly(fresh);
        assertThat(batches.get(1).fresh()).isTrue();
    }

    @Test
    void aSocketKeepsItsOrderFromTheFastTrackToASlowOneAndBack() {
        UUID first = offer();
        UUID second = offer();
        UUID old = offerOld(socket);
        UUID behind = offer();
        land();
        assertThat(ids(1)).containsExactly(second);
        land();
        assertThat(ids(2)).containsExactly(old, behind);
        assertThat(batches.get(2).fresh()).isFalse();
        land();

        UUID again = offer();
        assertThat(ids(3)).containsExactly(again);
        assertThat(batches.get(3).fresh()).isTrue();
        assertThat(wire.frames).hasSize(4);
        assertThat(wire.frames.getFirst()).contains(first.toString());
    }

    @Test
    void whatWasLeftForLaterGoesOnOverASlowTrackAndItsSocketBehindIt() {
        UUID left = offer();
        UUID behind = offer();
        land(0, Set.of(0));
        assertThat(wire.frames).isEmpty();
        assertThat(ids(1)).containsExactly(left);
        assertThat(batches.get(1).fresh()).isFalse();

        land(1, Set.of());
        assertThat(ids(2)).containsExactly(behind);
        land(2, Set.of());
        assertThat(wire.frames).hasSize(2);
        assertThat(lane.isIdle()).isTrue();
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
