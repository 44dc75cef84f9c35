package dev.parley.persistence.reading;

import dev.parley.api.id.ConversationId;
import dev.parley.persistence.web.Caller;
import io.quarkus.vertx.http.runtime.security.annotation.HttpAuthenticationMechanism;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Pages of a conversation's log. On virtual threads. */
@Path("/api/conversations/{id}/events")
@RolesAllowed("user")
@HttpAuthenticationMechanism("Bearer")
@RunOnVirtualThread
@Tag(name = "History")
public class EventsResource {
    private final EventReader reader;
    private final Caller caller;

    EventsResource(EventReader reader, Caller caller) {
        this.reader = reader;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Events after a seq, before one, or the newest; every event from `from` to `to` is there")
    public byte[] page(
            @RestPath ConversationId id,
            @RestQuery Long after,
            @RestQuery Long before,
            @RestQuery @DefaultValue("50") int limit) {
        return reader.page(id, caller.id(), PageRequest.of(after, before, limit));
    }
}
