package dev.parley.toolbox.bench;

import dev.parley.toolbox.client.ChatEvent;
import dev.parley.toolbox.client.HistoryPage;
import dev.parley.toolbox.client.Person;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads the history of every conversation after a run, as a member sees it, and looks for each acknowledged message in
 * it. History may lag: what is missing is looked for again until it is there or the patience is over.
 */
final class Audit {
    private static final int AT_A_TIME = 4;
    private static final int LARGEST_PAGE = 200;

    /** The greatest that history takes: 2<sup>53</sup> - 1. */
    private static final long GREATEST_SEQ = (1L << 53) - 1;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Cast cast;

    Audit(Cast cast) {
        this.cast = cast;
    }

    /**
     * What history lacks, and has twice, of the acknowledged messages.
     *
     * @param seconds until all was found, or the search was given up
     */
    record Finding(long acked, long missing, long doubled, double seconds) {}

    Finding of(Outcome outcome) {
        Tally tally = outcome.tally();
        long began = System.nanoTime();
        Finding finding = look(tally, began);
        while (finding.missing() > 0 && System.nanoTime() - began < PATIENCE.toNanos()) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            finding = look(tally, began);
        }
        return finding;
    }

    private Finding look(Tally tally, long began) {
        var found = new AtomicIntegerArray(tally.schedule().messages());
        List<Room> rooms = cast.rooms();
        InParallel.of(rooms.size(), AT_A_TIME, number -> {
            count(tally, rooms.get(number), found);
            return number;
        });
        long missing = 0;
        long doubled = 0;
        for (int number = tally.schedule().measuredFrom(); number < found.length(); number++) {
            if (tally.isAcked(number)) {
                missing += found.get(number) == 0 ? 1 : 0;
                doubled += found.get(number) > 1 ? 1 : 0;
            }
        }
        return new Finding(tally.acks(), missing, doubled, (System.nanoTime() - began) / 1e9);
    }

    /** Newest first, until a page has nothing of this run: what lies before is older than the run. */
    private void count(Tally tally, Room room, AtomicIntegerArray found) {
        Person member = cast.people().get(room.members().getFirst());
        long before = GREATEST_SEQ;
        while (before > 1) {
            HistoryPage page = member.eventsBefore(room.conversation(), before, LARGEST_PAGE);
            int ofThisRun = 0;
            for (ChatEvent event : page.events()) {
                int number = event.id() == null || !event.isMessage()
                        ? -1
                        : tally.number(
                                event.id().getMostSignificantBits(), event.id().getLeastSignificantBits());
                if (number >= 0) {
                    ofThisRun++;
                    found.incrementAndGet(number);
                }
            }
            if (ofThisRun == 0) {
                return;
            }
            before = page.from();
        }
    }
}
