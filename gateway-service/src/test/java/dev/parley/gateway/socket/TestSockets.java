package dev.parley.gateway.socket;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.api.id.UserId;
import dev.parley.gateway.frame.FrameWriter;
import dev.parley.gateway.socket.ClientSocket.SocketServices;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Sockets for tests without a network. */
public final class TestSockets {
    private TestSockets() {}

    /** A socket of a user on this wire. */
    public static ClientSocket of(UserId user, Wire wire) {
        return of(user, wire, 10_000);
    }

    /** The same, for which so many bytes may wait. */
    public static ClientSocket of(UserId user, Wire wire, long mostWaiting) {
        return of(user, wire, mostWaiting, mostWaiting);
    }

    /** The same, which lags when so many bytes wait. */
    public static ClientSocket of(UserId user, Wire wire, long laggingAt, long mostWaiting) {
        var mapper = JsonMapper.builder().addModule(new JavaTimeModule()).build();
        var services = new SocketServices(
                new FrameWriter(mapper),
                new SocketMetrics(new SimpleMeterRegistry()),
                laggingAt,
                mostWaiting,
                Clock.systemUTC());
        return new ClientSocket(UUID.randomUUID(), new Ticket(user, UUID.randomUUID(), Instant.MAX), wire, services);
    }

    public static UserId user() {
        return new UserId(UUID.randomUUID());
    }
}
