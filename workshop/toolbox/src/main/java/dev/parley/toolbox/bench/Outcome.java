package dev.parley.toolbox.bench;

import java.time.Duration;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param expected deliveries that the acknowledged messages owed
 * @param cores processor cores each process used while it was measured, by name
 * @param worstLag how late the bench itself was at worst in writing a message; part of every latency
 */
record Outcome(Plan plan, Tally tally, long expected, Map<String, Double> cores, Duration worstLag) {
    private static final double MOST_P99_MILLIS = 200;

    int sent() {
        return tally.messages() - tally.measuredFrom();
    }

    long refused() {
        return tally.refusals().values().stream().mapToLong(Long::longValue).sum();
    }

    long unanswered() {
        return sent() - tally.acks() - refused();
    }

    /** Owed deliveries that never came live. */
    long lost() {
        return Math.max(0, expected - tally.delivered());
    }

    double deliveryP99Millis() {
        return tally.deliveryMicros().getValueAtPercentile(99) / 1_000.0;
    }

    /** Whether the system carried this load well. */
    boolean isGood() {
        return unanswered() == 0 && refused() == 0 && lost() == 0 && deliveryP99Millis() < MOST_P99_MILLIS;
    }
}
