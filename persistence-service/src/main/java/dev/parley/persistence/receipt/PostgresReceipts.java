package dev.parley.persistence.receipt;

import dev.parley.api.receipt.Receipt;
import dev.parley.persistence.database.Database;
import dev.parley.persistence.database.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.util.List;

/** Moves the marks of members forward; those of others are nobody's. */
@ApplicationScoped
class PostgresReceipts {
    /** What is read has been delivered too, and whoever reads on has no use for what he marked unread. */
    private static final String MOVE = """
            update memberships m
            set read_seq = greatest(m.read_seq, r.read), delivered_seq = greatest(m.delivered_seq, r.delivered),
                unread_from = case when m.read_seq < r.read then null else m.unread_from end
            from (
                select k.conversation_id, k.user_id, max(k.read) as read, max(greatest(k.delivered, k.read)) as delivered
                from unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::bigint[]) k (conversation_id, user_id, read, delivered)
                group by k.conversation_id, k.user_id) r
            where m.conversation_id = r.conversation_id and m.user_id = r.user_id
              and (m.read_seq < r.read or m.delivered_seq < r.delivered)""";

    private final Database database;

    PostgresReceipts(Database database) {
        this.database = database;
    }

    void write(List<Receipt> receipts) {
        database.inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(MOVE)) {
                Rows.bind(connection, update, receipts)
                        .uuids(receipt -> receipt.conversation().value())
                        .uuids(receipt -> receipt.user().value())
                        .longs(Receipt::read)
                        .longs(Receipt::delivered);
                return update.executeUpdate();
            }
        });
    }
}
