package dev.parley.toolbox.bench;

import java.util.List;

/** What a run came to. {@code parts}: what each process used while it was measured, the load among them. */
record Outcome(Plan plan, Tally tally, Tally.Deliveries deliveries, List<CpuMeter.Part> parts) {
    private static final double MOST_P99_MILLIS = 200;
    private static final double MOST_LAG_MILLIS = 20;

    Outcome {
        parts = List.copyOf(parts);
    }

    double deliveryP99Millis() {
        return tally.deliveryMicros().getValueAtPercentile(99) / 1_000.0;
    }

    /** Whether the load itself was late in writing, so that the latencies are those of a busy machine. */
    boolean isLoadLate() {
        return tally.lagMicros().getValueAtPercentile(99) / 1_000.0 > MOST_LAG_MILLIS;
    }

    /** Whether every message was answered, and each acknowledged one came to everybody once and in order. */
    boolean isCorrect() {
        return tally.unanswered() == 0
                && tally.repeatedAnswers() == 0
                && tally.misordered() == 0
                && deliveries.lost() == 0
                && deliveries.doubled() == 0;
    }

    /** Whether the system carried this load well. */
    boolean isGood() {
        return isCorrect()
                && tally.refused() == 0
                && tally.errors().isEmpty()
                && tally.cuts().isEmpty()
                && deliveryP99Millis() < MOST_P99_MILLIS;
    }
}
