package dev.parley.persistence.conversation;

import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.persistence.web.Caller;
import dev.parley.persistence.web.Refusal;
import io.quarkus.vertx.http.runtime.security.annotation.HttpAuthenticationMechanism;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The caller's conversations. On virtual threads. */
@Path("/api/conversations")
@RolesAllowed("user")
@HttpAuthenticationMechanism("Bearer")
@RunOnVirtualThread
@Tag(name = "Conversations")
public class ConversationsResource {
    private static final int MAX_PAGE = 200;

    private final Creation creation;
    private final GroupChanges changes;
    private final ConversationList list;
    private final Caller caller;

    ConversationsResource(Creation creation, GroupChanges changes, ConversationList list, Caller caller) {
        this.creation = creation;
        this.changes = changes;
        this.list = list;
        this.caller = caller;
    }

    record Title(String title) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make a group, or make or find the direct conversation with a user")
    public RestResponse<ConversationView> create(NewConversation wanted) throws SQLException {
        UserId user = caller.id();
        Creation.Created created = creation.create(user, given(wanted));
        ConversationView view = list.one(user, created.id());
        if (!created.isNew()) {
            return RestResponse.ok(view);
        }
        return ResponseBuilder.<ConversationView>created(URI.create("/api/conversations/" + created.id()))
                .entity(view)
                .build();
    }

    @GET
    @Operation(summary = "The caller's conversations, those with the newest activity first")
    public ConversationView.Page page(@RestQuery String before, @RestQuery @DefaultValue("50") int limit) {
        if (limit < 1) {
            throw Refusal.badRequest("limit is 1 or more");
        }
        return list.page(caller.id(), ListCursor.decoded(before), Math.min(limit, MAX_PAGE));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One of the caller's conversations")
    public ConversationView one(@RestPath ConversationId id) {
        return list.one(caller.id(), id);
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Give a group another title")
    public ConversationView rename(@RestPath ConversationId id, Title title) throws SQLException {
        UserId user = caller.id();
        changes.rename(id, user, given(title).title());
        return list.one(user, id);
    }

    static <T> T given(T body) {
        if (body == null) {
            throw Refusal.badRequest("a body is needed");
        }
        return body;
    }
}
