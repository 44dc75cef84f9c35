package dev.parley.gateway.sending;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.send.SendBatch;
import dev.parley.api.send.SendResult;
import dev.parley.api.send.SendResults;
import dev.parley.telemetry.trace.MessageTraces;
import io.vertx.core.AsyncResult;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One lane: a queue with a bound, and at most one batch in flight. While that is away the next one collects, so that a quiet
 * lane sends at once and a busy one makes few, large requests; and since nothing overtakes, a socket's sends keep their order, over
 * refusals too: see {@link Gaps}.
 *
 * <p>Any thread; answers are written on whichever thread brings the results.
 */
final class Lane {
    private static final long RETRY_AFTER_SECONDS = 1;
    private static final SendResult UNAVAILABLE = unavailable("not taken by the log in time; send the same id again");
    private static final SendResult FULL = unavailable("too much is waiting; send the same id again");
    private static final SendResult BEHIND =
            unavailable("something sent before it was refused; send that again first, then this");

    private final int number;
    private final int bound;
    private final MessageFront front;
    private final SendingMetrics metrics;
    private final Gaps gaps;
    private final Deque<PendingSend> waiting = new ArrayDeque<>();
    private boolean inFlight;

    /**
     * A lane without anything in it.
     *
     * @param bound how many sends may wait
     * @param hold how long a refused send holds up what its socket writes behind it
     */
    Lane(int number, int bound, Duration hold, MessageFront front, SendingMetrics metrics) {
        this.number = number;
        this.bound = bound;
        this.front = front;
        this.metrics = metrics;
        this.gaps = new Gaps(hold);
    }

    private static SendResult unavailable(String message) {
        return new SendResult(null, ErrorCode.UNAVAILABLE, message, RETRY_AFTER_SECONDS);
    }

    /** Takes a send, or tells why not. */
    Optional<SendResult> offer(PendingSend send) {
        synchronized (this) {
            long now = System.nanoTime();
            if (!gaps.admits(send, now)) {
                return Optional.of(BEHIND);
            }
            if (waiting.size() >= bound) {
                gaps.open(send, now);
                return Optional.of(FULL);
            }
            waiting.add(send);
        }
        depart();
        return Optional.empty();
    }

    synchronized int depth() {
        return waiting.size();
    }

    /** Whether nothing waits and nothing is in flight. */
    synchronized boolean isIdle() {
        return !inFlight && waiting.isEmpty();
    }

    private void depart() {
        List<PendingSend> batch;
        synchronized (this) {
            if (inFlight || waiting.isEmpty()) {
                return;
            }
            inFlight = true;
            batch = collect();
        }
        metrics.departed(batch.size());
        SendBatch sends = new SendBatch(batch.stream().map(PendingSend::send).toList(), traces(batch));
        front.submit(number, sends).onComplete(answer -> arrived(batch, answer));
    }

    private List<PendingSend> collect() {
        int size = Math.min(waiting.size(), SendBatch.MAX_SENDS);
        List<PendingSend> batch = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            batch.add(waiting.remove());
        }
        return batch;
    }

    private static Map<Integer, String> traces(List<PendingSend> batch) {
        Map<Integer, String> traces = Map.of();
        for (int i = 0; i < batch.size(); i++) {
            String trace = MessageTraces.header(batch.get(i).span());
            if (trace != null) {
                traces = traces.isEmpty() ? new HashMap<>() : traces;
                traces.put(i, trace);
            }
        }
        return traces;
    }

    private void arrived(List<PendingSend> batch, AsyncResult<SendResults> answer) {
        List<SendResult> results =
                answer.succeeded() ? answer.result().results() : Collections.nCopies(batch.size(), UNAVAILABLE);
        List<PendingSend> overtaking = holdBack(batch, results);
        for (int i = 0; i < batch.size(); i++) {
            metrics.answered(batch.get(i), results.get(i));
            Answers.write(batch.get(i), results.get(i));
        }
        overtaking.forEach(send -> Answers.write(send, BEHIND));
        synchronized (this) {
            inFlight = false;
        }
        depart();
    }

    /** Takes out of the queue what would overtake a send that was just refused. */
    private synchronized List<PendingSend> holdBack(List<PendingSend> batch, List<SendResult> results) {
        long now = System.nanoTime();
        boolean refused = false;
        for (int i = 0; i < batch.size(); i++) {
            if (results.get(i).code() == ErrorCode.UNAVAILABLE) {
                gaps.open(batch.get(i), now);
                refused = true;
            }
        }
        if (!refused) {
            return List.of();
        }
        List<PendingSend> overtaking = new ArrayList<>();
        waiting.removeIf(send -> {
            boolean overtakes = !gaps.admits(send, now);
            if (overtakes) {
                overtaking.add(send);
            }
            return overtakes;
        });
        return overtaking;
    }
}
