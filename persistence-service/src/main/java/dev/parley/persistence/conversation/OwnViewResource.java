package dev.parley.persistence.conversation;

import static dev.parley.persistence.conversation.ConversationsResource.given;

import dev.parley.api.id.CanonicalUuid;
import dev.parley.api.id.ConversationId;
import dev.parley.persistence.web.Caller;
import dev.parley.persistence.web.Refusal;
import io.quarkus.vertx.http.runtime.security.annotation.HttpAuthenticationMechanism;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What a member says of a conversation: how he wants to see it, and how a call in it ended. On virtual threads. */
@Path("/api/conversations/{id}")
@RolesAllowed("user")
@HttpAuthenticationMechanism("Bearer")
@RunOnVirtualThread
@Tag(name = "Conversations")
public class OwnViewResource {
    private final Preferences preferences;
    private final Calls calls;
    private final ConversationList list;
    private final Caller caller;

    OwnViewResource(Preferences preferences, Calls calls, ConversationList list, Caller caller) {
        this.preferences = preferences;
        this.calls = calls;
        this.list = list;
        this.caller = caller;
    }

    @PUT
    @Path("preferences")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Mute a conversation or mark it unread, for the caller alone; answers the conversation")
    public ConversationView prefer(@RestPath ConversationId id, Preferences.Wanted wanted) throws SQLException {
        preferences.change(id, caller.id(), given(wanted));
        return list.one(caller.id(), id);
    }

    @PUT
    @Path("calls/{call}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Report how a call ended; the first report of a call becomes an event")
    public void callEnded(@RestPath ConversationId id, @RestPath String call, Calls.Ended ended) throws SQLException {
        calls.record(id, callId(call), caller.id(), given(ended));
    }

    private static UUID callId(String call) {
        try {
            return CanonicalUuid.parse(call);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.badRequest("a call's id is a UUID of 36 characters");
        }
    }
}
