package dev.parley.auth.session;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.event.ChatEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * A session as its user sees it.
 *
 * @param device what its client calls itself; null if it said nothing
 * @param lastUsedAt when it was last refreshed
 * @param current whether it is the one that asks
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionView(
        UUID id,
        String device,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = ChatEvent.INSTANT, timezone = "UTC")
        Instant createdAt,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = ChatEvent.INSTANT, timezone = "UTC")
        Instant lastUsedAt,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = ChatEvent.INSTANT, timezone = "UTC")
        Instant expiresAt,

        boolean current) {
    static SessionView of(Session session, UUID current) {
        return new SessionView(
                session.id,
                session.device,
                session.createdAt,
                session.refreshedAt,
                session.expiresAt,
                session.id.equals(current));
    }
}
