package dev.parley.toolbox.bench;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * One run on a fixed schedule. The calling thread is the metronome: every millisecond it has the event loops write what is
 * due, whether or not anything was answered.
 */
final class Load {
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_DRAIN_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final Cast cast;
    private final CpuMeter cpu;
    private final RandomGenerator random;

    Load(Cast cast, CpuMeter cpu, RandomGenerator random) {
        this.cast = cast;
        this.cpu = cpu;
        this.random = random;
    }

    /** Warms up, measures, and waits until everything has come or 15 s are over. */
    Outcome run(Plan plan) {
        cast.renewTokens();
        Schedule schedule = Schedule.of(plan, cast.rooms(), System.nanoTime() + TURN_NANOS);
        var tally = new Tally(schedule, random);
        List<LoopWriter> writers = writers(tally, plan.traffic().textLength());
        cast.reportTo(tally);
        List<ScheduledFuture<?>> receipts = plan.traffic().receipts() ? startReceipts() : List.of();
        writeBelow(schedule, 0, schedule.measuredFrom(), writers);
        CpuMeter.Reading before = cpu.begin();
        writeBelow(schedule, schedule.measuredFrom(), schedule.messages(), writers);
        if (schedule.messages() == 0) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(plan.seconds()));
        }
        CpuMeter.Reading after = cpu.end();
        drain(tally);
        receipts.forEach(timer -> timer.cancel(false));
        cast.reportToNobody();
        return new Outcome(plan, tally, tally.deliveries(), cpu.between(before, after, tally.measured()));
    }

    private List<LoopWriter> writers(Tally tally, int textLength) {
        List<SendTemplate> templates = cast.rooms().stream()
                .map(room -> new SendTemplate(room.conversation(), textLength))
                .toList();
        return cast.loops().stream()
                .map(loop -> new LoopWriter(loop, cast, tally, templates))
                .toList();
    }

    /** Has all messages up to a number written when they are due, at once where they are late. */
    private static void writeBelow(Schedule schedule, int from, int end, List<LoopWriter> writers) {
        int written = from;
        while (written < end) {
            sleepUntil(schedule.due(written));
            long turn = System.nanoTime();
            int due = Math.min(schedule.dueAt(turn), end);
            if (due > written) {
                written = due;
                writers.forEach(writer -> writer.writeBelow(due));
            }
            sleepUntil(turn + TURN_NANOS);
        }
    }

    private static void sleepUntil(long instant) {
        long left = instant - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = instant - System.nanoTime();
        }
    }

    /** Once a second for each socket, spread over the second as people are. */
    private List<ScheduledFuture<?>> startReceipts() {
        List<ScheduledFuture<?>> timers = new ArrayList<>();
        for (LoadSocket socket : cast.sockets()) {
            long first = random.nextLong(TimeUnit.SECONDS.toMicros(1));
            timers.add(socket.loop()
                    .scheduleAtFixedRate(
                            socket::sendReceipts, first, TimeUnit.SECONDS.toMicros(1), TimeUnit.MICROSECONDS));
        }
        return timers;
    }

    private static void drain(Tally tally) {
        long end = System.nanoTime() + LONGEST_DRAIN_NANOS;
        while (System.nanoTime() < end
                && (tally.unanswered() > 0 || tally.deliveries().lost() > 0)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
