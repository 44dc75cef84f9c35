package dev.parley.persistence.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.api.id.ConversationId;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;

/** Where a transaction leaves what Kafka shall know once it is committed. Blocks its caller. */
@ApplicationScoped
public class Outbox {
    private static final String INSERT = """
            insert into outbox (conversation_id, topic, value, created_at) values (?, ?, ?, ?)""";

    private final AgroalDataSource source;
    private final ObjectMapper json;
    private final Clock clock;
    private final Event<Filled> filled;

    Outbox(AgroalDataSource source, ObjectMapper json, Clock clock, Event<Filled> filled) {
        this.source = source;
        this.json = json;
        this.clock = clock;
        this.filled = filled;
    }

    /** Something new is in the outbox. */
    public record Filled() {}

    /** Adds a record with the conversation as its key, behind what this conversation has there already. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void add(ConversationId conversation, String topic, Object value) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, conversation.value());
            insert.setString(2, topic);
            insert.setBytes(3, json.writeValueAsBytes(value));
            insert.setObject(4, clock.instant().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("our own records are JSON", impossible);
        }
        filled.fire(new Filled());
    }
}
