package dev.parley.message.router;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The events that are counted but not yet published: two polls' at most. As long as there are any that could not be
 * published, nothing more is taken from Kafka, so that is the bound. The router's thread only.
 */
final class Backlog {
    private static final long SHORTEST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 1_000;

    /**
     * About so much goes in one pipeline. A poll of long texts is megabytes, and subscribers get at once what a
     * pipeline publishes: Redis and gateways put out those of whom too much waits.
     */
    private static final int MOST_BYTES = 262_144;

    private final Fanout fanout;
    private List<Outgoing> events = new ArrayList<>();
    private int failures;

    Backlog(Fanout fanout) {
        this.fanout = fanout;
    }

    void add(List<Outgoing> counted) {
        events.addAll(counted);
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    int size() {
        return events.size();
    }

    /** Publishes everything that is still ours to publish; returns it, or nothing if that failed. */
    List<Outgoing> publish() {
        List<Outgoing> ours = new ArrayList<>(events);
        ours.removeIf(event -> event.ledger().released());
        int done = 0;
        try {
            while (done < ours.size()) {
                int end = endOfPipeline(ours, done);
                fanout.publish(ours.subList(done, end));
                done = end;
            }
            events = new ArrayList<>();
            failures = 0;
            return ours;
        } catch (Fanout.FanoutFailure e) {
            events = new ArrayList<>(ours.subList(done, ours.size()));
            failures++;
            return List.of();
        }
    }

    private static int endOfPipeline(List<Outgoing> events, int from) {
        int end = from;
        for (int bytes = 0; end < events.size() && bytes < MOST_BYTES; end++) {
            bytes += events.get(end).frame().length;
        }
        return end;
    }

    /** How long to wait before the next try: longer from failure to failure, and never quite the same. */
    Duration pause() {
        long longest = Math.min(LONGEST_MILLIS, SHORTEST_MILLIS << Math.min(failures, 10));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    }
}
