package dev.parley.verify.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parley.verify.check.Stored;
import dev.parley.verify.record.Event;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads history where it lies: what nobody can have polished on the way to a client. */
public final class Database {
    private static final String ROWS = """
            select seq, kind, erased, convert_from(body, 'UTF8') as body
            from events
            where conversation_id = ?
            order by seq""";

    private static final String HEADS = "select conversation_id, last_seq from heads";

    private final JsonMapper json = new JsonMapper();
    private final String url;
    private final String user;
    private final String password;

    public Database(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** How far history holds each conversation; empty if the database does not answer. */
    Map<UUID, Long> heads() {
        Map<UUID, Long> heads = new HashMap<>();
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement(HEADS);
                ResultSet result = query.executeQuery()) {
            while (result.next()) {
                heads.put(result.getObject(1, UUID.class), result.getLong(2));
            }
        } catch (SQLException e) {
            return Map.of();
        }
        return heads;
    }

    Stored rows(UUID conversation) {
        List<Event> rows = new ArrayList<>();
        Set<Long> erased = new HashSet<>();
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement(ROWS)) {
            query.setObject(1, conversation);
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    long seq = result.getLong("seq");
                    rows.add(event(conversation, seq, result.getString("kind"), result));
                    if (result.getBoolean("erased")) {
                        erased.add(seq);
                    }
                }
            }
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("the database cannot be read", e);
        }
        return new Stored(rows, erased);
    }

    private Event event(UUID conversation, long seq, String kind, ResultSet row)
            throws SQLException, JsonProcessingException {
        return kind.equals("void")
                ? Event.of(conversation, seq, kind, MissingNode.getInstance())
                : Event.of(conversation, seq, kind, json.readTree(row.getString("body")));
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
