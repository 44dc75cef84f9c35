package dev.parley.persistence.internal;

import dev.parley.api.conversation.ConversationState;
import dev.parley.api.event.Seqs;
import dev.parley.api.id.ConversationId;
import dev.parley.persistence.conversation.ConversationDirectory;
import dev.parley.persistence.reading.EventReader;
import dev.parley.persistence.web.Refusal;
import io.quarkus.vertx.http.runtime.security.annotation.BasicAuthentication;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Conversations for message-service and the gateways. On virtual threads. */
@Path("/internal/conversations/{id}")
@RolesAllowed("service")
@BasicAuthentication
@RunOnVirtualThread
@Tag(name = "Internal")
public class InternalConversationsResource {
    private static final int MAX_EVENTS = 1_000;

    private final ConversationDirectory directory;
    private final EventReader events;

    InternalConversationsResource(ConversationDirectory directory, EventReader events) {
        this.directory = directory;
        this.events = events;
    }

    @GET
    public ConversationState state(@RestPath ConversationId id) {
        return directory.state(id).orElseThrow(Refusal::noConversation);
    }

    /**
     * Frames after a seq, ascending, each ended by a newline; nothing at the end of the log. At most 1,000, and about 1
     * MiB: whoever wants more asks again after the last one.
     */
    @GET
    @Path("events")
    @Produces("application/x-ndjson")
    public byte[] events(
            @RestPath ConversationId id,
            @RestQuery @DefaultValue("0") long after,
            @RestQuery @DefaultValue("500") int limit) {
        if (!Seqs.isCursor(after) || limit < 1) {
            throw Refusal.badRequest("after is a seq or 0, limit is 1 or more");
        }
        return events.framesAfter(id, after, Math.min(limit, MAX_EVENTS));
    }

    /** One event's frame, with the {@code state} of a message that was changed. */
    @GET
    @Path("events/{seq}")
    @Produces(MediaType.APPLICATION_JSON)
    public byte[] event(@RestPath ConversationId id, @RestPath long seq) {
        if (!Seqs.isSeq(seq)) {
            throw Refusal.badRequest("a seq is a number from 1 to " + Seqs.MAX);
        }
        return events.frame(id, seq);
    }
}
