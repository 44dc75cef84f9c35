package dev.parley.toolbox.bench;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * What became of the messages of one run. The warm-up leaves no trace in any figure.
 *
 * <p>Event loops write: a message's state on its sender's loop, a delivery on the receiver's. Figures of single
 * messages ({@link #deliveries}, {@link #isAcked}) are exact once no socket reports here any more.
 */
final class Tally {
    private static final byte SENT = 1;
    private static final byte ACKED = 2;
    private static final byte REFUSED = 3;
    private static final long HIGHEST_MICROS = 120_000_000L;

    private final Schedule schedule;
    private final MessageIds ids;
    private final byte[] states;
    private final DeliveryCounts deliveries;
    private final Histogram ackMicros = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    private final Histogram deliveryMicros = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    private final Histogram lagMicros = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    private final Counters<String> refusals = new Counters<>();
    private final Counters<String> errors = new Counters<>();
    private final Counters<Integer> cuts = new Counters<>();
    private final LongAdder acks = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder repeatedAnswers = new LongAdder();
    private final LongAdder misordered = new LongAdder();
    private final LongAdder gaps = new LongAdder();

    Tally(Schedule schedule, RandomGenerator random) {
        this.schedule = schedule;
        this.ids = new MessageIds(random);
        this.states = new byte[schedule.messages()];
        this.deliveries = new DeliveryCounts(schedule);
    }

    /**
     * Deliveries of the acknowledged messages.
     *
     * @param owed one to every member's socket, the sender's included
     * @param delivered of those, how many came
     * @param doubled how many came again
     */
    record Deliveries(long owed, long delivered, long doubled) {
        /** Owed and never come. */
        long lost() {
            return owed - delivered;
        }
    }

    /** One of no messages: between runs. */
    static Tally none() {
        return new Tally(Schedule.none(), RandomGenerator.getDefault());
    }

    MessageIds ids() {
        return ids;
    }

    Schedule schedule() {
        return schedule;
    }

    void sent(int number, long now) {
        states[number] = SENT;
        if (isMeasured(number)) {
            lagMicros.recordValue(micros(number, now));
        }
    }

    void acked(long idUpper, long idLower, long now) {
        int number = number(idUpper, idLower);
        if (isAnswer(number, ACKED)) {
            acks.increment();
            ackMicros.recordValue(micros(number, now));
        }
    }

    /** An {@code error} frame. One that is not about a message of this run is counted apart. */
    void refused(long idUpper, long idLower, String code) {
        int number = number(idUpper, idLower);
        if (number < 0) {
            errors.increment(String.valueOf(code));
        } else if (isAnswer(number, REFUSED)) {
            refused.increment();
            refusals.increment(String.valueOf(code));
        }
    }

    private boolean isAnswer(int number, byte state) {
        if (!isMeasured(number)) {
            return false;
        }
        if (states[number] != SENT) {
            repeatedAnswers.increment();
            return false;
        }
        states[number] = state;
        return true;
    }

    /**
     * A message has come to a member's socket.
     *
     * @param member an index of its room's members
     * @param inOrder whether its seq was above those before it
     */
    void delivered(int number, int member, boolean inOrder, long now) {
        if (number < 0) {
            return;
        }
        boolean first = deliveries.add(number, member);
        if (first && isMeasured(number)) {
            deliveryMicros.recordValue(micros(number, now));
            if (!deliveries.isAfterOwn(number, member) || !inOrder) {
                misordered.increment();
            }
        }
    }

    void gap() {
        gaps.increment();
    }

    /** A socket was lost. */
    void cut(int code) {
        cuts.increment(code);
    }

    /** The number of a message of this run, or -1. */
    int number(long idUpper, long idLower) {
        int number = ids.number(idUpper, idLower);
        return number < schedule.messages() ? number : -1;
    }

    boolean isAcked(int number) {
        return isMeasured(number) && states[number] == ACKED;
    }

    Deliveries deliveries() {
        long owed = 0;
        long delivered = 0;
        long doubled = 0;
        for (int number = schedule.measuredFrom(); number < schedule.messages(); number++) {
            if (isAcked(number)) {
                owed += schedule.owed(number);
                delivered += deliveries.delivered(number);
                doubled += deliveries.doubled(number);
            }
        }
        return new Deliveries(owed, delivered, doubled);
    }

    int measured() {
        return schedule.messages() - schedule.measuredFrom();
    }

    long acks() {
        return acks.sum();
    }

    long refused() {
        return refused.sum();
    }

    /** Messages that were neither acknowledged nor refused. */
    long unanswered() {
        return measured() - acks() - refused();
    }

    /** Acknowledgements and refusals of what had been answered already. */
    long repeatedAnswers() {
        return repeatedAnswers.sum();
    }

    /** Messages that came behind one with a higher seq, or behind a later one of the same sender. */
    long misordered() {
        return misordered.sum();
    }

    /** Events whose seq was not the next one. */
    long gaps() {
        return gaps.sum();
    }

    Map<String, Long> refusals() {
        return refusals.counts();
    }

    /** Errors that were about no message. */
    Map<String, Long> errors() {
        return errors.counts();
    }

    /** Close codes of the sockets lost. */
    Map<Integer, Long> cuts() {
        return cuts.counts();
    }

    Histogram ackMicros() {
        return ackMicros.copy();
    }

    Histogram deliveryMicros() {
        return deliveryMicros.copy();
    }

    /** How late the load itself was in writing; part of every latency. */
    Histogram lagMicros() {
        return lagMicros.copy();
    }

    private boolean isMeasured(int number) {
        return number >= schedule.measuredFrom();
    }

    private long micros(int number, long now) {
        return Math.clamp((now - schedule.due(number)) / 1_000, 0, HIGHEST_MICROS);
    }
}
