package dev.parley.verify.check;

import dev.parley.verify.record.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** One conversation as it lies in the database: what every other source is compared with. */
public final class Stored {
    static final Stored EMPTY = new Stored(List.of(), Set.of());

    private final List<Event> rows;
    private final Set<Long> erased;
    private final Map<SentId, List<Event>> bySend = new HashMap<>();

    private record SentId(UUID sender, UUID id) {}

    /**
     * Takes the rows of a conversation.
     *
     * @param rows by seq, as the database has them
     * @param erased seqs whose text was taken away by a delete
     */
    public Stored(List<Event> rows, Set<Long> erased) {
        this.rows = List.copyOf(rows);
        this.erased = Set.copyOf(erased);
        for (Event row : rows) {
            if (!row.isVoid() && row.id() != null) {
                bySend.computeIfAbsent(new SentId(row.sender(), row.id()), _ -> new ArrayList<>(1))
                        .add(row);
            }
        }
    }

    public List<Event> rows() {
        return rows;
    }

    public long lastSeq() {
        return rows.isEmpty() ? 0 : rows.getLast().seq();
    }

    /** The row at a seq, or null; right as long as seqs are 1..n. */
    public Event at(long seq) {
        return seq >= 1 && seq <= rows.size() ? rows.get((int) seq - 1) : null;
    }

    public boolean isErased(long seq) {
        return erased.contains(seq);
    }

    /** All rows that came of one send. */
    public List<Event> of(UUID sender, UUID id) {
        return bySend.getOrDefault(new SentId(sender, id), List.of());
    }

    /** What is wrong with an event as somebody saw it, compared with its row; null if nothing is. */
    public String differenceOf(Event seen) {
        Event row = at(seen.seq());
        if (row == null) {
            return "it is not in the database, which ends at seq " + lastSeq();
        }
        if (row.isVoid()) {
            return seen.isVoid() || isRepeat(seen) ? null : "the database has a void there";
        }
        Event comparable = isErased(seen.seq()) ? withContent(seen, row.content()) : seen;
        return comparable.equals(row) ? null : "the database has there: " + row.inShort();
    }

    /** A second copy of a send goes out live with its id; to clients it means the same as a void. */
    private boolean isRepeat(Event seen) {
        return of(seen.sender(), seen.id()).stream().anyMatch(first -> first.seq() < seen.seq());
    }

    private static Event withContent(Event event, int content) {
        return new Event(
                event.conversation(),
                event.seq(),
                event.kind(),
                event.sender(),
                event.id(),
                event.at(),
                event.target(),
                event.user(),
                content);
    }

    /** Whether one who was in it when it was made is in it after its last event. */
    public boolean isMemberAtEnd(UUID founder) {
        return changesOf(founder).entrySet().stream()
                .max(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .orElse(true);
    }

    /** Seqs at which a user was let in or put out after the conversation was made. */
    Map<Long, Boolean> changesOf(UUID user) {
        return rows.stream()
                .filter(row -> user.equals(row.user()))
                .filter(row -> row.kind().equals("memberAdded") || row.kind().equals("memberRemoved"))
                .collect(Collectors.toMap(Event::seq, row -> row.kind().equals("memberAdded")));
    }
}
