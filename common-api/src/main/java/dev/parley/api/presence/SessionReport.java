package dev.parley.api.presence;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parley.api.event.ChatEvent;
import dev.parley.api.id.UserId;
import java.time.Instant;
import java.util.UUID;

/**
 * The value of a record of {@code chat.sessions}. Key: the user's id, so that one user's reports keep their order; for a
 * {@link Heartbeat} the node's name.
 *
 * <p>{@code node} is a gateway process, by a name that is new at each start. {@code socket} names one connection.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "report")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SessionReport.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = SessionReport.Changed.class, name = "changed"),
    @JsonSubTypes.Type(value = SessionReport.Closed.class, name = "closed"),
    @JsonSubTypes.Type(value = SessionReport.Heartbeat.class, name = "heartbeat"),
})
public sealed interface SessionReport {
    /** A node that has not sent a heartbeat for this many seconds is gone, and its sockets with it. */
    int NODE_LEASE_SECONDS = 15;

    /** Seconds between two heartbeats of a node. */
    int HEARTBEAT_SECONDS = 5;

    String node();

    Instant at();

    /** A socket was opened; it counts as online. */
    record Opened(
            String node,
            UUID socket,
            UserId user,

            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = ChatEvent.INSTANT, timezone = "UTC")
            Instant at)
            implements SessionReport {}

    /** A socket said {@code online} or {@code away}. */
    record Changed(
            String node,
            UUID socket,
            UserId user,
            PresenceStatus status,

            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = ChatEvent.INSTANT, timezone = "UTC")
            Instant at)
            implements SessionReport {}

    /** A socket is gone. */
    record Closed(
            String node,
            UUID socket,
            UserId user,

            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = ChatEvent.INSTANT, timezone = "UTC")
            Instant at)
            implements SessionReport {}

    /** The node is alive, with this many sockets. */
    record Heartbeat(
            String node,
            int sockets,

            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = ChatEvent.INSTANT, timezone = "UTC")
            Instant at)
            implements SessionReport {}
}
