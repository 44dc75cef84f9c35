package dev.parley.persistence.audit;

import dev.parley.api.topic.Topics;
import dev.parley.persistence.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/** What history holds, by its own word. Blocks its caller. */
@ApplicationScoped
class PostgresCounts {
    /** One statement, one snapshot: history moves the offset and the heads in one transaction. */
    private static final String COUNTS = """
            select p.next_offset, k.id, coalesce(h.last_seq, 0)
            from partition_offsets p
            cross join unnest(?::uuid[]) k (id)
            left join heads h on h.conversation_id = k.id
            where p.topic = ? and p.partition = ?""";

    private final Database database;

    PostgresCounts(Database database) {
        this.database = database;
    }

    /**
     * How many events history holds of some conversations.
     *
     * @param next the offset of the first record of their partition that it lacks; empty if it has none of the partition
     */
    record Counts(OptionalLong next, Map<UUID, Long> stored) {}

    Counts of(int partition, Collection<UUID> conversations) {
        return database.read(connection -> {
            Array ids = connection.createArrayOf("uuid", conversations.toArray());
            try (PreparedStatement select = connection.prepareStatement(COUNTS)) {
                select.setArray(1, ids);
                select.setString(2, Topics.EVENTS);
                select.setInt(3, partition);
                Map<UUID, Long> stored = new HashMap<>();
                OptionalLong next = OptionalLong.empty();
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        next = OptionalLong.of(found.getLong(1));
                        stored.put(found.getObject(2, UUID.class), found.getLong(3));
                    }
                }
                return new Counts(next, stored);
            }
        });
    }
}
