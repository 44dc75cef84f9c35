package dev.parley.toolbox.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * What became of the messages of one run. Every delivery that a message owes is counted apart, a byte for each message and
 * member, so that a doubled delivery cannot hide a lost one. The warm-up leaves no trace in any figure.
 *
 * <p>Event loops write: a message's state on its sender's loop, a delivery on the receiver's. Figures of single messages
 * ({@link #deliveries}, {@link #isAcked}) are exact once no socket reports here any more.
 */
final class Tally {
    private static final byte SENT = 1;
    private static final byte ACKED = 2;
    private static final byte REFUSED = 3;
    private static final long HIGHEST_MICROS = 120_000_000L;

    private final Schedule schedule;
    private final MessageIds ids;
    private final byte[] states;
    private final byte[] deliveries;

    /** For each seat, the last of a member's own messages that came back to them. */
    private final int[] lastOwn;

    private final Histogram ackMicros = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    private final Histogram deliveryMicros = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    private final Histogram lagMicros = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
    private final Map<Integer, LongAdder> cuts = new ConcurrentHashMap<>();
    private final LongAdder acks = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder repeatedAnswers = new LongAdder();
    private final LongAdder misordered = new LongAdder();
    private final LongAdder gaps = new LongAdder();

    Tally(Schedule schedule, RandomGenerator random) {
        this.schedule = schedule;
        this.ids = new MessageIds(random);
        this.states = new byte[schedule.messages()];
        this.deliveries = new byte[schedule.slots()];
        this.lastOwn = new int[schedule.seats()];
        Arrays.fill(lastOwn, -1);
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
            count(errors, String.valueOf(code));
        } else if (isAnswer(number, REFUSED)) {
            refused.increment();
            count(refusals, String.valueOf(code));
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
        int slot = schedule.slot(number, member);
        boolean first = deliveries[slot] == 0;
        deliveries[slot] = (byte) Math.min(deliveries[slot] + 1, Byte.MAX_VALUE);
        if (first && isMeasured(number)) {
            deliveryMicros.recordValue(micros(number, now));
            if (!inOrder || !isBehindOwn(number, member)) {
                misordered.increment();
            }
        }
    }

    /** Whether a message of the member's own comes after those that they sent before it; true of all others'. */
    private boolean isBehindOwn(int number, int member) {
        if (schedule.sender(number) != member) {
            return true;
        }
        int seat = schedule.seat(number, member);
        boolean inOrder = number > lastOwn[seat];
        lastOwn[seat] = Math.max(number, lastOwn[seat]);
        return inOrder;
    }

    void gap() {
        gaps.increment();
    }

    /** A socket was lost. */
    void cut(int code) {
        count(cuts, code);
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
            int members = isAcked(number) ? schedule.owed(number) : 0;
            owed += members;
            for (int member = 0; member < members; member++) {
                int times = deliveries[schedule.slot(number, member)];
                delivered += times > 0 ? 1 : 0;
                doubled += Math.max(0, times - 1);
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
        return sums(refusals);
    }

    /** Errors that were about no message. */
    Map<String, Long> errors() {
        return sums(errors);
    }

    /** Close codes of the sockets lost. */
    Map<Integer, Long> cuts() {
        return sums(cuts);
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

    private static <K> void count(Map<K, LongAdder> adders, K key) {
        adders.computeIfAbsent(key, _ -> new LongAdder()).increment();
    }

    private static <K extends Comparable<K>> Map<K, Long> sums(Map<K, LongAdder> adders) {
        Map<K, Long> sums = new TreeMap<>();
        adders.forEach((key, adder) -> sums.put(key, adder.sum()));
        return sums;
    }
}
