package dev.parley.endtoend.running;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads history where it lies, in Postgres: what nobody can have polished on the way to a client. */
public final class HistoryAudit {
    private static final String ROWS = """
            select seq, kind, sender, client_id, convert_from(body, 'UTF8') as body
            from events
            where conversation_id = ?
            order by seq""";

    private final String url;
    private final String user;
    private final String password;

    public HistoryAudit(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** A row of the table {@code events}. {@code sender} and {@code id} are null in a void. */
    public record Row(long seq, String kind, UUID sender, UUID id, String body) {}

    /** All rows of a conversation, by seq. */
    public List<Row> rows(UUID conversation) {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                PreparedStatement query = connection.prepareStatement(ROWS)) {
            query.setObject(1, conversation);
            return rows(query);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot audit", e);
        }
    }

    private static List<Row> rows(PreparedStatement query) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet result = query.executeQuery()) {
            while (result.next()) {
                rows.add(new Row(
                        result.getLong("seq"),
                        result.getString("kind"),
                        result.getObject("sender", UUID.class),
                        result.getObject("client_id", UUID.class),
                        result.getString("body")));
            }
        }
        return rows;
    }
}
