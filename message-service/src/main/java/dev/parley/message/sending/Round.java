package dev.parley.message.sending;

import static java.util.stream.Collectors.toSet;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.send.Send;
import dev.parley.api.send.SendIdentity;
import dev.parley.api.send.SendResult;
import dev.parley.api.send.SendResults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The sends of one request on their way through the checks: each is open until it is refused or durable, or left for
 * later. One thread's.
 *
 * <p>A send that stands twice in a request goes through once; the second gets the first one's result.
 */
final class Round {
    private record Way(ConversationId conversation, UserId sender) {
        static Way of(Send send) {
            return new Way(send.conversation(), send.sender());
        }
    }

    private static final SendResult LATER = SendResult.refused(ErrorCode.UNAVAILABLE, "not decided");

    private final List<Send> sends;
    private final SendResult[] results;
    private final int[] copyOf;
    private final BitSet later = new BitSet();
    private final long lookUpsUntil;

    /** All look-ups of the round together have so much time, however many there are. */
    Round(List<Send> sends, Duration lookUpsWithin) {
        this.lookUpsUntil = System.nanoTime() + lookUpsWithin.toNanos();
        this.sends = sends;
        this.results = new SendResult[sends.size()];
        this.copyOf = new int[sends.size()];
        Arrays.fill(copyOf, -1);
    }

    /** Takes copies out. To be called when every open send has its conversation, sender and id. */
    void mergeCopies() {
        Map<SendIdentity, Integer> first = new HashMap<>();
        for (int i : open()) {
            Send send = sends.get(i);
            Integer before = first.putIfAbsent(SendIdentity.of(send), i);
            if (before != null) {
                copyOf[i] = before;
            }
        }
    }

    /**
     * Waits for what was looked up, while there is time.
     *
     * @throws CompletionException if it could not be learnt, or not in time
     */
    <T> T await(CompletableFuture<T> asked) {
        try {
            return asked.get(left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    /** How much time is left for look-ups. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, lookUpsUntil - System.nanoTime()));
    }

    /** The indices of the sends that are not decided, ascending. */
    List<Integer> open() {
        List<Integer> open = new ArrayList<>(results.length);
        for (int i = 0; i < results.length; i++) {
            if (isOpen(i)) {
                open.add(i);
            }
        }
        return open;
    }

    private boolean isOpen(int index) {
        return results[index] == null && copyOf[index] < 0 && !later.get(index);
    }

    /**
     * Takes out what would overtake: the open sends behind one that comes again or later, by the same sender in the
     * same conversation.
     */
    void holdBack() {
        Map<Way, SendResult> refused = new HashMap<>();
        Set<Way> postponed = new HashSet<>();
        for (int i = 0; i < results.length; i++) {
            SendResult result = results[i];
            if (later.get(i)) {
                postponed.add(Way.of(sends.get(i)));
            } else if (result != null && result.code() == ErrorCode.UNAVAILABLE) {
                refused.putIfAbsent(Way.of(sends.get(i)), result);
            } else if (isOpen(i) && !(refused.isEmpty() && postponed.isEmpty())) {
                Way way = Way.of(sends.get(i));
                results[i] = refused.get(way);
                later.set(i, results[i] == null && postponed.contains(way));
            }
        }
    }

    /** Leaves a send for a round that may look things up. */
    void later(int index) {
        later.set(index);
    }

    Send send(int index) {
        return sends.get(index);
    }

    void durable(int index, Instant at) {
        results[index] = SendResult.durable(at);
    }

    void refuse(int index, ErrorCode code, String message) {
        results[index] = SendResult.refused(code, message);
    }

    void refuse(int index, SendResult refusal) {
        results[index] = refusal;
    }

    /** All results, once nothing is open; those of sends that were left for later mean nothing. */
    SendResults results() {
        for (int i = 0; i < results.length; i++) {
            if (copyOf[i] >= 0) {
                results[i] = results[copyOf[i]];
                later.set(i, later.get(copyOf[i]));
            }
            if (later.get(i)) {
                results[i] = LATER;
            }
        }
        return new SendResults(List.of(results), later.stream().boxed().collect(toSet()));
    }
}
