package dev.parley.verify.check;

import dev.parley.verify.record.Attempt;
import dev.parley.verify.record.Event;
import dev.parley.verify.record.FaultSpan;
import dev.parley.verify.record.MemberChange;
import dev.parley.verify.record.Room;
import dev.parley.verify.record.SocketLog;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Everything that is known at the end of a run.
 *
 * @param attempts what was sent, and how it was answered
 * @param sockets what was heard
 * @param stored by conversation: the rows in the database
 * @param tellings what was read at the end: histories, recent events, clients' and fresh clients' states
 * @param memberships what each member's list of conversations says at the end
 */
public record Evidence(
        List<Room> rooms,
        Collection<Attempt> attempts,
        List<SocketLog> sockets,
        Map<UUID, Stored> stored,
        List<Telling> tellings,
        List<Membership> memberships,
        List<FaultSpan> faults,
        List<MemberChange> changes) {

    /** How a telling came about. */
    public enum Source {
        /** A client that was there all the time, cut now and then. */
        CLIENT,
        /** A client that began with nothing, at the end. */
        FRESH_CLIENT,
        /** History over REST. */
        HISTORY,
        /** The recent events, which begin somewhere. */
        RECENT,
        /** The recent events as they were while people talked, which end somewhere as well. */
        RECENT_MEANWHILE
    }

    /** A conversation as one source tells it to one user, in the order in which it does. */
    public record Telling(Source source, UUID user, UUID conversation, List<Event> events) {
        public Telling {
            events = List.copyOf(events);
        }
    }

    /** A user's unread count and mark of one conversation, as his list says. */
    public record Membership(UUID conversation, UUID user, long unread, long readSeq) {}

    public Stored stored(UUID conversation) {
        return stored.getOrDefault(conversation, Stored.EMPTY);
    }
}
