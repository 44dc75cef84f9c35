package dev.parley.persistence.search;

import dev.parley.persistence.database.Rows;
import dev.parley.persistence.message.MessageKey;
import dev.parley.persistence.search.Words.Word;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Stores the terms by which messages are found, on the connection of the caller's transaction. */
@ApplicationScoped
public class MessageTerms {
    private static final String PUT = """
            insert into message_terms (conversation_id, seq, at, terms)
            select k.conversation_id, k.seq, k.at, array_to_tsvector(string_to_array(k.terms, E'\\n'))
            from unnest(?::uuid[], ?::bigint[], ?::timestamptz[], ?::text[]) k (conversation_id, seq, at, terms)
            on conflict (conversation_id, seq) do update set terms = excluded.terms""";

    private static final String REMOVE = """
            delete from message_terms t using unnest(?::uuid[], ?::bigint[]) k (conversation_id, seq)
            where t.conversation_id = k.conversation_id and t.seq = k.seq""";

    /** Characters; a tsvector takes 2,046 bytes, of which one character needs four at most. */
    private static final int MAX_TERM = 500;

    private static final Logger LOG = Logger.getLogger(MessageTerms.class);

    private final Words words;

    MessageTerms(Words words) {
        this.words = words;
    }

    /** What a message reads; text is null if it is deleted. */
    public record Reading(MessageKey key, Instant at, String text) {}

    /** A message's terms, joined by newlines. */
    private record Entry(MessageKey key, Instant at, String terms) {}

    /**
     * Has these messages found by what they read, and no longer by anything else.
     *
     * @param readings one a message
     */
    public void put(Connection connection, List<Reading> readings) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        List<MessageKey> empty = new ArrayList<>();
        for (Reading reading : readings) {
            String terms = reading.text() == null ? "" : terms(reading.text());
            if (terms.isEmpty()) {
                empty.add(reading.key());
            } else {
                entries.add(new Entry(reading.key(), reading.at(), terms));
            }
        }
        if (!entries.isEmpty()) {
            insert(connection, entries);
        }
        if (!empty.isEmpty()) {
            remove(connection, empty);
        }
    }

    /**
     * Whatever a text holds, it must not keep its batch out of history: terms that Postgres could refuse are left out,
     * and a text that cannot be cut is found by nothing.
     */
    private String terms(String text) {
        try {
            return words.inText(text).stream()
                    .map(Word::term)
                    .filter(MessageTerms::storable)
                    .distinct()
                    .collect(Collectors.joining("\n"));
        } catch (RuntimeException e) {
            LOG.error("event=message_not_indexed action=none", e);
            return "";
        }
    }

    private static boolean storable(String term) {
        return !term.isEmpty()
                && term.length() <= MAX_TERM
                && term.codePoints()
                        .noneMatch(point ->
                                point == 0 || point == '\n' || Character.getType(point) == Character.SURROGATE);
    }

    private static void insert(Connection connection, List<Entry> entries) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(PUT)) {
            Rows.bind(connection, upsert, entries)
                    .uuids(entry -> entry.key().conversation())
                    .longs(entry -> entry.key().seq())
                    .instants(Entry::at)
                    .texts(Entry::terms);
            upsert.executeUpdate();
        }
    }

    private static void remove(Connection connection, List<MessageKey> keys) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
            Rows.bind(connection, delete, keys).uuids(MessageKey::conversation).longs(MessageKey::seq);
            delete.executeUpdate();
        }
    }
}
