package dev.parley.gateway.sending;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.send.SendBatch;
import dev.parley.api.send.SendResult;
import dev.parley.api.send.SendResults;
import io.vertx.core.AsyncResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One lane: a queue with a bound, and at most one batch in flight. While that is away the next one collects, so that a quiet
 * lane sends at once and a busy one makes few, large requests; and since nothing overtakes, a socket's sends keep their order.
 *
 * <p>Any thread; answers are written on whichever thread brings the results.
 */
final class Lane {
    private static final long RETRY_AFTER_SECONDS = 1;
    private static final SendResult UNAVAILABLE = new SendResult(
            null, ErrorCode.UNAVAILABLE, "not taken by the log in time; send the same id again", RETRY_AFTER_SECONDS);

    private final int number;
    private final int bound;
    private final MessageFront front;
    private final SendingMetrics metrics;
    private final Deque<PendingSend> waiting = new ArrayDeque<>();
    private boolean inFlight;

    Lane(int number, int bound, MessageFront front, SendingMetrics metrics) {
        this.number = number;
        this.bound = bound;
        this.front = front;
        this.metrics = metrics;
    }

    /** Takes a send, or not if the lane is full. */
    boolean offer(PendingSend send) {
        synchronized (this) {
            if (waiting.size() >= bound) {
                return false;
            }
            waiting.add(send);
        }
        depart();
        return true;
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
        SendBatch sends = new SendBatch(batch.stream().map(PendingSend::send).toList());
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

    private void arrived(List<PendingSend> batch, AsyncResult<SendResults> answer) {
        for (int i = 0; i < batch.size(); i++) {
            SendResult result = answer.succeeded() ? answer.result().results().get(i) : UNAVAILABLE;
            metrics.answered(batch.get(i), result);
            Answers.write(batch.get(i), result);
        }
        synchronized (this) {
            inFlight = false;
        }
        depart();
    }
}
