package dev.parley.verify.script;

import dev.parley.verify.client.Client;
import dev.parley.verify.client.Outgoing;
import dev.parley.verify.record.Attempt;
import dev.parley.verify.record.Logbook;
import dev.parley.verify.record.Room;
import java.util.SplittableRandom;
import java.util.UUID;

/** Writes down what is about to be sent, with an id as its author's clock makes it. One thread's. */
final class Pen {
    private static final int IMPATIENT_OF = 10;

    private final SplittableRandom random;
    private final SkewedIds ids;
    private final Logbook logbook;

    Pen(SplittableRandom random, Logbook logbook) {
        this.random = random;
        this.ids = new SkewedIds(random.split());
        this.logbook = logbook;
    }

    /** What an event will be; {@code content}: see {@link dev.parley.verify.record.Event#content}. */
    record Draft(UUID id, String kind, int content) {}

    /** An id by a clock that is right. */
    UUID id() {
        return ids.next(0);
    }

    /** Of every ten authors, one has a clock a day behind and one a day ahead; always the same ones. */
    UUID id(Client author) {
        return ids.next(
                switch (Math.floorMod(author.user().hashCode(), 10)) {
                    case 0 -> -1;
                    case 1 -> 1;
                    default -> 0;
                });
    }

    /** One author of ten leaves it at an answer of {@code unavailable}; the others try again. */
    Outgoing write(Room room, Client author, Draft draft, Outgoing.Frame frame) {
        var attempt = new Attempt(draft.id(), room.id(), author.user(), draft.kind(), draft.content(), logbook.now());
        logbook.add(attempt);
        return new Outgoing(attempt, frame, random.nextInt(IMPATIENT_OF) != 0);
    }
}
