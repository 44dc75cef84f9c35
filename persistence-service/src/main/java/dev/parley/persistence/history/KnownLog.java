package dev.parley.persistence.history;

import dev.parley.persistence.database.Database;
import dev.parley.persistence.database.SqlFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Which topic history is made of. Offsets mean something in that one only: in a topic that was made anew, what lies before history's
 * offsets would be passed over without a word. Blocks its caller.
 */
@ApplicationScoped
class KnownLog {
    private static final String FIRST = "insert into logs (topic, id) values (?, ?) on conflict (topic) do nothing";
    private static final String ID = "select id from logs where topic = ?";

    private final Database database;

    KnownLog(Database database) {
        this.database = database;
    }

    /**
     * Whether this is the one; the first that is ever met is.
     *
     * @throws SqlFailure if Postgres cannot tell
     */
    boolean is(String topic, UUID id) {
        return database.inTransaction(connection -> {
            meet(connection, topic, id);
            return known(connection, topic).equals(id);
        });
    }

    private static void meet(Connection connection, String topic, UUID id) throws SQLException {
        try (PreparedStatement first = connection.prepareStatement(FIRST)) {
            first.setString(1, topic);
            first.setObject(2, id);
            first.executeUpdate();
        }
    }

    private static UUID known(Connection connection, String topic) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ID)) {
            select.setString(1, topic);
            try (ResultSet found = select.executeQuery()) {
                found.next();
                return found.getObject(1, UUID.class);
            }
        }
    }
}
