package dev.parley.toolbox.bench;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** One run on a fixed schedule: the event loops write, and the calling thread waits and measures. */
final class Load {
    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
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
        long start = System.nanoTime() + SOON_NANOS;
        long measured = start + TimeUnit.SECONDS.toNanos(plan.warmUp());
        var tally = new Tally(Schedule.of(plan, cast.rooms(), start), random);
        cast.reportTo(tally);
        startTurns(tally, plan.traffic().textLength());
        List<ScheduledFuture<?>> receipts = plan.traffic().receipts() ? startReceipts() : List.of();
        sleepUntil(measured);
        CpuMeter.Reading before = cpu.begin();
        sleepUntil(measured + TimeUnit.SECONDS.toNanos(plan.seconds()));
        CpuMeter.Reading after = cpu.end();
        drain(tally);
        receipts.forEach(timer -> timer.cancel(false));
        cast.loops().forEach(LoadLoop::stopTurns);
        cast.reportToNobody();
        return new Outcome(plan, tally, tally.deliveries(), cpu.between(before, after, tally.measured()));
    }

    /** With nothing to be written an event loop wakes up when something comes, as idle sockets deserve. */
    private void startTurns(Tally tally, int textLength) {
        if (cast.rooms().isEmpty()) {
            return;
        }
        for (LoadLoop loop : cast.loops()) {
            List<SendTemplate> templates = cast.rooms().stream()
                    .map(room -> new SendTemplate(room.conversation(), textLength))
                    .toList();
            loop.startTurns(new LoopWriter(cast, tally, templates));
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
