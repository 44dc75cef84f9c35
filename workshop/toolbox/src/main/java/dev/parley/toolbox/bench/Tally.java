package dev.parley.toolbox.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * What became of the messages of one run. A message's id carries its number, so that nothing is looked up. Numbers below
 * {@code measuredFrom} are the warm-up and leave no trace. Safe on any thread.
 */
final class Tally {
    private static final int SENT = 1;
    private static final int ACKED = 2;
    private static final int REFUSED = 3;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long HIGHEST_MICROS = 120_000_000L;

    private final long run = (ThreadLocalRandom.current().nextLong() & ~0xF000L) | VERSION_8;
    private final int measuredFrom;
    private final AtomicLongArray due;
    private final AtomicIntegerArray state;
    private final AtomicIntegerArray deliveries;
    private final Histogram ackMicros = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    private final Histogram deliveryMicros = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
    private final Map<Integer, LongAdder> cuts = new ConcurrentHashMap<>();
    private final LongAdder acks = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder repeats = new LongAdder();
    private final LongAdder gaps = new LongAdder();

    Tally(int measuredFrom, int messages) {
        this.measuredFrom = measuredFrom;
        this.due = new AtomicLongArray(messages);
        this.state = new AtomicIntegerArray(messages);
        this.deliveries = new AtomicIntegerArray(messages);
    }

    /** One that counts nothing: between runs. */
    static Tally none() {
        return new Tally(0, 0);
    }

    /** The id of a message, which is due then ({@link System#nanoTime}). */
    UUID due(int number, long at) {
        due.set(number, at);
        state.set(number, SENT);
        return new UUID(run, VARIANT | number);
    }

    void acked(String id, long now) {
        int number = number(id);
        if (number >= measuredFrom && state.compareAndSet(number, SENT, ACKED)) {
            acks.increment();
            ackMicros.recordValue(micros(number, now));
        }
    }

    void refused(String id, String code) {
        int number = number(id);
        if (id == null || (number >= measuredFrom && state.compareAndSet(number, SENT, REFUSED))) {
            refusals.computeIfAbsent(String.valueOf(code), _ -> new LongAdder()).increment();
        }
    }

    void delivered(String id, long now) {
        int number = number(id);
        if (number >= measuredFrom) {
            deliveries.incrementAndGet(number);
            delivered.increment();
            deliveryMicros.recordValue(micros(number, now));
        }
    }

    void repeated() {
        repeats.increment();
    }

    void gap() {
        gaps.increment();
    }

    void cut(int code) {
        cuts.computeIfAbsent(code, _ -> new LongAdder()).increment();
    }

    /** The number of a message of this run, or -1. */
    int number(String id) {
        if (id == null) {
            return -1;
        }
        UUID uuid = UUID.fromString(id);
        int number = (int) uuid.getLeastSignificantBits();
        return uuid.getMostSignificantBits() == run && number < due.length() ? number : -1;
    }

    boolean isAcked(int number) {
        return number >= measuredFrom && state.get(number) == ACKED;
    }

    int deliveriesOf(int number) {
        return deliveries.get(number);
    }

    int measuredFrom() {
        return measuredFrom;
    }

    int messages() {
        return due.length();
    }

    long acks() {
        return acks.sum();
    }

    long delivered() {
        return delivered.sum();
    }

    long repeats() {
        return repeats.sum();
    }

    long gaps() {
        return gaps.sum();
    }

    Map<String, Long> refusals() {
        return sums(refusals);
    }

    Map<Integer, Long> cuts() {
        return sums(cuts);
    }

    Histogram ackMicros() {
        return ackMicros.copy();
    }

    Histogram deliveryMicros() {
        return deliveryMicros.copy();
    }

    private long micros(int number, long now) {
        return Math.clamp((now - due.get(number)) / 1_000, 0, HIGHEST_MICROS);
    }

    private static <K extends Comparable<K>> Map<K, Long> sums(Map<K, LongAdder> adders) {
        Map<K, Long> sums = new TreeMap<>();
        adders.forEach((key, adder) -> sums.put(key, adder.sum()));
        return sums;
    }
}
