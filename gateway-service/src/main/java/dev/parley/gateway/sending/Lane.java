package dev.parley.gateway.sending;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.send.SendBatch;
import dev.parley.api.send.SendResult;
import dev.parley.api.send.SendResults;
import dev.parley.gateway.socket.ClientSocket;
import io.vertx.core.AsyncResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The way of sends to message-service: queues with a bound, in which what waits becomes the next batch. A socket's
 * sends keep their order, over refusals too: see {@link Gaps}.
 *
 * <p>All sends begin on the fast track, which nothing on it can hold up. Those for which something must be looked up,
 * their own ids or who is a member, go on over one of the slow tracks, and so does whatever their socket sends until
 * all of them are answered. So a service that answers look-ups slowly, or not at all, is felt by those who need it
 * only.
 *
 * <p>Any thread; answers are written on whichever thread brings the results.
 */
final class Lane {
    private static final int SLOW_TRACKS = 4;
    private static final long RETRY_AFTER_SECONDS = 1;
    private static final SendResult UNAVAILABLE = unavailable("not taken by the log in time; send the same id again");
    private static final SendResult FULL = unavailable("too much is waiting; send the same id again");
    private static final SendResult BEHIND =
            unavailable("something sent before it was refused; send that again first, then this");

    private final int bound;
    private final MessageFront front;
    private final Answers answers;
    private final SendingMetrics metrics;
    private final Pacing pacing;
    private final Gaps gaps;
    private final Track fast;
    private final List<Track> slow;

    /** How many sends each socket has on a slow track; sockets that have none are not in here. */
    private final Map<ClientSocket, Integer> slowed = new HashMap<>();

    /**
     * A lane without anything in it.
     *
     * @param number which lane it is, for spreading lanes over instances
     */
    Lane(int number, Bounds bounds, MessageFront front, Answers answers, SendingMetrics metrics, Pacing pacing) {
        this.bound = bounds.waiting();
        this.front = front;
        this.answers = answers;
        this.metrics = metrics;
        this.pacing = pacing;
        this.gaps = new Gaps(bounds.hold());
        this.fast = new Track(number, true);
        this.slow = IntStream.range(0, SLOW_TRACKS)
                .mapToObj(track -> new Track(number + track, false))
                .toList();
    }

    /**
     * What bounds a lane.
     *
     * @param waiting how many sends may wait
     * @param hold how long a refused send holds up what its socket writes behind it
     */
    record Bounds(int waiting, Duration hold) {}

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
            if (waiting() >= bound) {
                gaps.open(send, now);
                return Optional.of(FULL);
            }
            fast.add(send);
        }
        depart(fast);
        return Optional.empty();
    }

    /** How many sends wait. */
    synchronized int depth() {
        return waiting();
    }

    private int waiting() {
        return tracks().mapToInt(Track::depth).sum();
    }

    /** Whether nothing waits and nothing is in flight. */
    synchronized boolean isIdle() {
        return tracks().allMatch(Track::isIdle);
    }

    private Stream<Track> tracks() {
        return Stream.concat(Stream.of(fast), slow.stream());
    }

    private void depart(Track track) {
        List<PendingSend> batch;
        Set<Track> joined = new HashSet<>();
        synchronized (this) {
            if (!track.mayDepart()) {
                return;
            }
            batch = track.isFast() ? collectFresh(joined) : track.collect();
            if (!batch.isEmpty()) {
                track.departed();
            }
        }
        joined.forEach(this::depart);
        if (!batch.isEmpty()) {
            metrics.departed(batch.size());
            SendBatch sends = PendingSend.batch(batch, track.isFast());
            front.submit(track.number(), sends).onComplete(answer -> arrived(track, batch, answer));
        }
    }

    /** What may go on the fast track; the rest joins slow ones, or stays behind what its socket has in this batch. */
    private List<PendingSend> collectFresh(Set<Track> joined) {
        List<PendingSend> batch = new ArrayList<>();
        Set<ClientSocket> inBatch = new HashSet<>();
        Set<ClientSocket> staying = new HashSet<>();
        List<PendingSend> stay = new ArrayList<>();
        int characters = 0;
        while (fast.depth() > 0 && Track.hasRoom(batch.size(), characters)) {
            PendingSend send = fast.poll();
            ClientSocket socket = send.socket();
            if (staying.contains(socket)) {
                stay.add(send);
            } else if (slowed.containsKey(socket)) {
                joined.add(slowDown(send));
            } else if (send.isFresh()) {
                batch.add(send);
                inBatch.add(socket);
                characters += send.characters();
            } else if (inBatch.contains(socket)) {
                staying.add(socket);
                stay.add(send);
            } else {
                joined.add(slowDown(send));
            }
        }
        fast.putBack(stay);
        return batch;
    }

    private Track slowDown(PendingSend send) {
        slowed.merge(send.socket(), 1, Integer::sum);
        Track track = slow.get(Math.floorMod(send.socket().id().hashCode(), slow.size()));
        track.add(send);
        return track;
    }

    /** The send is on a slow track no more. */
    private void speedUp(PendingSend send) {
        slowed.computeIfPresent(send.socket(), (socket, left) -> left == 1 ? null : left - 1);
    }

    private void arrived(Track track, List<PendingSend> batch, AsyncResult<SendResults> answer) {
        SendResults results =
                answer.succeeded() ? answer.result() : new SendResults(Collections.nCopies(batch.size(), UNAVAILABLE));
        Set<Track> joined = new HashSet<>();
        List<PendingSend> overtaking = settle(track, batch, results, joined);
        for (int i = 0; i < batch.size(); i++) {
            if (!results.later().contains(i)) {
                metrics.answered(batch.get(i), results.results().get(i));
                answers.write(batch.get(i), results.results().get(i));
            }
        }
        overtaking.forEach(send -> answers.write(send, BEHIND));
        joined.forEach(this::depart);
        pacing.after(batch.size(), () -> rested(track));
    }

    private void rested(Track track) {
        synchronized (this) {
            track.rested();
        }
        depart(track);
    }

    /** Sends on what is for later, and takes out of the queues what would overtake a send that was just refused. */
    private synchronized List<PendingSend> settle(
            Track track, List<PendingSend> batch, SendResults results, Set<Track> joined) {
        long now = System.nanoTime();
        boolean refused = false;
        for (int i = 0; i < batch.size(); i++) {
            if (!track.isFast()) {
                speedUp(batch.get(i));
            }
            if (results.later().contains(i)) {
                joined.add(slowDown(batch.get(i)));
            } else if (results.results().get(i).code() == ErrorCode.UNAVAILABLE) {
                gaps.open(batch.get(i), now);
                refused = true;
            }
        }
        return refused ? overtaking(now) : List.of();
    }

    private List<PendingSend> overtaking(long now) {
        List<PendingSend> overtaking = new ArrayList<>();
        fast.removeUnless(send -> gaps.admits(send, now), overtaking);
        for (Track track : slow) {
            int before = overtaking.size();
            track.removeUnless(send -> gaps.admits(send, now), overtaking);
            overtaking.subList(before, overtaking.size()).forEach(this::speedUp);
        }
        return overtaking;
    }
}
