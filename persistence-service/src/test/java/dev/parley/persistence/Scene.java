package dev.parley.persistence;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.api.event.ChatEvent;
import dev.parley.api.id.UserId;
import dev.parley.api.topic.Topics;
import dev.parley.testkit.Engines;
import dev.parley.testkit.Tokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What the tests of the running service do again and again: users, conversations, records in the log. */
public final class Scene implements AutoCloseable {
    private final Engines engines;
    private final Tokens tokens;
    private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());
    private final KafkaProducer<byte[], byte[]> producer;

    public Scene(Engines engines, Tokens tokens) {
        this.engines = engines;
        this.tokens = tokens;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", engines.kafkaBootstrap(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public RequestSpecification as(UUID user) {
        return given().header("Authorization", "Bearer " + tokens.accessToken(user))
                .contentType("application/json");
    }

    public RequestSpecification asService() {
        return given().auth().preemptive().basic("parley", engines.serviceSecret());
    }

    public UUID group(UUID owner, UUID... others) {
        return UUID.fromString(as(owner)
                .body(Map.of("type", "group", "title", "Team", "members", List.of(others)))
                .post("/api/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    public static ChatEvent.Message message(UUID sender, String text) {
        return new ChatEvent.Message(new UserId(sender), UUID.randomUUID(), now(), text, null);
    }

    public static ChatEvent.Edit edit(UUID sender, long target, String text) {
        return new ChatEvent.Edit(new UserId(sender), UUID.randomUUID(), now(), target, text);
    }

    public static ChatEvent.Delete delete(UUID sender, long target) {
        return new ChatEvent.Delete(new UserId(sender), UUID.randomUUID(), now(), target);
    }

    public static ChatEvent.Reaction react(UUID sender, long target, String emoji, boolean removed) {
        return new ChatEvent.Reaction(new UserId(sender), UUID.randomUUID(), now(), target, emoji, removed);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Puts events into the log, as message-service does. */
    public void log(UUID conversation, ChatEvent... events) {
        Stream.of(events).forEach(event -> logBytes(conversation.toString(), bytes(event)));
        producer.flush();
    }

    public void logBytes(String key, byte[] value) {
        send(Topics.EVENTS, key, value);
        producer.flush();
    }

    public void send(String topic, String key, Object value) {
        try {
            byte[] bytes = value instanceof byte[] raw ? raw : json.writeValueAsBytes(value);
            var _ = producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), bytes));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public void flush() {
        producer.flush();
    }

    public byte[] bytes(ChatEvent event) {
        try {
            return json.writeValueAsBytes(event);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Waits until history holds a conversation up to a seq. */
    public void awaitSeq(UUID conversation, UUID member, long seq) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(
                        () -> assertThat(conversation(conversation, member).getLong("lastSeq"))
                                .isEqualTo(seq));
    }

    public JsonPath conversation(UUID conversation, UUID member) {
        return as(member)
                .get("/api/conversations/" + conversation)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public Response page(UUID conversation, UUID member, String query) {
        return as(member).get("/api/conversations/" + conversation + "/events" + query);
    }

    public JsonPath events(UUID conversation, UUID member, String query) {
        return page(conversation, member, query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The first column of the first row. */
    public <T> T sql(Class<T> type, String query, Object... parameters) {
        try (Connection connection = DriverManager.getConnection(
                        engines.jdbcUrl("parley_chat"), "parley_chat", engines.postgresPassword());
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? found.getObject(1, type) : null;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
