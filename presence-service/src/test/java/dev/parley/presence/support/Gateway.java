package dev.parley.presence.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.api.id.UserId;
import dev.parley.api.presence.PresenceStatus;
import dev.parley.api.presence.SessionReport;
import dev.parley.api.topic.Topics;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reports sockets as a gateway does, with real records. Use on one thread. */
public final class Gateway implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    private final String node = "gateway-" + UUID.randomUUID();
    private final KafkaProducer<String, byte[]> producer;
    private int sockets;

    public Gateway(String kafka) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "acks", "all"), new StringSerializer(), new ByteArraySerializer());
    }

    public UUID open(UserId user) {
        UUID socket = UUID.randomUUID();
        sockets++;
        report(opened(user, socket, Instant.now()));
        return socket;
    }

    public void say(UserId user, UUID socket, PresenceStatus status) {
        report(new SessionReport.Changed(node, socket, user, status, Instant.now()));
    }

    public void close(UserId user, UUID socket) {
        sockets--;
        report(closed(user, socket, Instant.now()));
    }

    public void beat() {
        report(new SessionReport.Heartbeat(node, sockets, Instant.now()));
    }

    public SessionReport.Opened opened(UserId user, UUID socket, Instant at) {
        return new SessionReport.Opened(node, socket, user, at);
    }

    public SessionReport.Closed closed(UserId user, UUID socket, Instant at) {
        return new SessionReport.Closed(node, socket, user, at);
    }

    public void report(SessionReport report) {
        String key = switch (report) {
            case SessionReport.Opened o -> o.user().toString();
            case SessionReport.Changed c -> c.user().toString();
            case SessionReport.Closed c -> c.user().toString();
            case SessionReport.Heartbeat h -> h.node();
        };
        try {
            write(key, JSON.writerFor(SessionReport.class).writeValueAsBytes(report));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public void reportNonsense(UserId user) {
        write(user.toString(), "{\"report\":\"danced\"}".getBytes(UTF_8));
    }

    private void write(String key, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(Topics.SESSIONS, key, value)).get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
