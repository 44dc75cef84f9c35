package dev.parley.persistence.conversation;

import dev.parley.api.conversation.Role;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.persistence.web.Caller;
import dev.parley.persistence.web.Refusal;
import io.quarkus.vertx.http.runtime.security.annotation.HttpAuthenticationMechanism;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** The members of a group. On virtual threads. */
@Path("/api/conversations/{id}/members")
@RolesAllowed("user")
@HttpAuthenticationMechanism("Bearer")
@RunOnVirtualThread
@Tag(name = "Conversations")
public class MembersResource {
    private final GroupChanges changes;
    private final ConversationList list;
    private final Caller caller;

    MembersResource(GroupChanges changes, ConversationList list, Caller caller) {
        this.changes = changes;
        this.list = list;
        this.caller = caller;
    }

    record NewMember(UserId user, Role role) {}

    record NewRole(Role role) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(summary = "Add a user to a group; answers the conversation")
    public ConversationView add(@RestPath ConversationId id, NewMember wanted) throws SQLException {
        if (wanted == null || wanted.user() == null) {
            throw Refusal.badRequest("user is needed");
        }
        changes.add(id, caller.id(), wanted.user(), wanted.role() == null ? Role.MEMBER : wanted.role());
        return list.one(caller.id(), id);
    }

    @DELETE
    @Path("{user}")
    @Operation(summary = "Remove a user from a group, or leave it")
    public void remove(@RestPath ConversationId id, @RestPath UserId user) throws SQLException {
        changes.remove(id, caller.id(), user);
    }

    @PUT
    @Path("{user}/role")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Give a member another role")
    public void changeRole(@RestPath ConversationId id, @RestPath UserId user, NewRole wanted) throws SQLException {
        if (wanted == null || wanted.role() == null) {
            throw Refusal.badRequest("role is owner, admin or member");
        }
        changes.changeRole(id, caller.id(), user, wanted.role());
    }
}
