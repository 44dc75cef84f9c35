package dev.parley.toolbox.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One run on a fixed schedule. The calling thread is the metronome: it writes every message when it is due, or at once if it
 * is late, and waits for no answer.
 */
final class Load {
    private static final String TEXT = "The quick brown fox jumps over the lazy dog, message ";
    private static final long NAP_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(15);

    private final Cast cast;
    private final CpuMeter cpu;

    Load(Cast cast, CpuMeter cpu) {
        this.cast = cast;
        this.cpu = cpu;
    }

    /** Warms up, measures, and waits until everything has come or {@link #LONGEST_DRAIN} is over. */
    Outcome run(Plan plan) {
        int warm = (int) Math.round(plan.rate() * plan.warmUp());
        int all = warm + (int) Math.round(plan.rate() * plan.seconds());
        var tally = new Tally(warm, all);
        cast.sockets().forEach(socket -> socket.reportTo(tally));
        long start = System.nanoTime() + NAP_NANOS;
        CpuMeter.Reading before = cpu.read();
        long worstLag = 0;
        for (int number = 0; number < all; number++) {
            long due = start + (long) (number * 1e9 / plan.rate());
            if (number == warm) {
                before = cpu.read();
            }
            sleepUntil(due);
            worstLag = number < warm ? 0 : Math.max(worstLag, System.nanoTime() - due);
            send(tally, number, due);
        }
        CpuMeter.Reading after = cpu.read();
        drain(tally);
        return new Outcome(plan, tally, expected(tally), cpu.between(before, after), Duration.ofNanos(worstLag));
    }

    /** The room of a message: all in turn. */
    Room room(int number) {
        return cast.rooms().get(number % cast.rooms().size());
    }

    private void send(Tally tally, int number, long due) {
        Room room = room(number);
        int turn = number / cast.rooms().size() % room.members().size();
        var id = tally.due(number, due);
        cast.socket(room.members().get(turn)).send(id, room.conversation(), TEXT + number);
    }

    private void drain(Tally tally) {
        long end = System.nanoTime() + LONGEST_DRAIN.toNanos();
        while (System.nanoTime() < end && (tally.acks() < unrefused(tally) || tally.delivered() < expected(tally))) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static long unrefused(Tally tally) {
        long refused =
                tally.refusals().values().stream().mapToLong(Long::longValue).sum();
        return tally.messages() - tally.measuredFrom() - refused;
    }

    /** How many deliveries the acknowledged messages owe: one to every member's socket, the sender's included. */
    private long expected(Tally tally) {
        long expected = 0;
        for (int number = tally.measuredFrom(); number < tally.messages(); number++) {
            if (tally.isAcked(number)) {
                expected += room(number).members().size();
            }
        }
        return expected;
    }

    private static void sleepUntil(long due) {
        long left = due - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(Math.max(left, NAP_NANOS));
            left = due - System.nanoTime();
        }
    }
}
