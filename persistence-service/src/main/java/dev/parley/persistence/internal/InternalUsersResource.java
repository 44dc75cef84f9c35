package dev.parley.persistence.internal;

import dev.parley.api.conversation.UserConversations;
import dev.parley.api.id.UserId;
import dev.parley.persistence.conversation.ConversationDirectory;
import dev.parley.persistence.conversation.Departures;
import dev.parley.persistence.web.Refusal;
import io.quarkus.vertx.http.runtime.security.annotation.BasicAuthentication;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Who is in what, for the gateways; and who is gone, from auth-service. On virtual threads. */
@Path("/internal/users/{user}")
@RolesAllowed("service")
@BasicAuthentication
@RunOnVirtualThread
@Tag(name = "Internal")
public class InternalUsersResource {
    private final ConversationDirectory directory;
    private final Departures departures;

    InternalUsersResource(ConversationDirectory directory, Departures departures) {
        this.directory = directory;
        this.departures = departures;
    }

    @GET
    @Path("conversations")
    public UserConversations conversations(@RestPath UserId user) {
        return directory.of(user);
    }

    /** 204 if the two are in a conversation together, 404 if not. */
    @GET
    @Path("shares-with/{other}")
    public void sharesWith(@RestPath UserId user, @RestPath UserId other) {
        if (!directory.share(user, other)) {
            throw Refusal.notFound("these two share no conversation");
        }
    }

    /** 204 if the user, whose account is deleted, has left all groups; 202 if the caller has to say so again. */
    @PUT
    @Path("departure")
    public RestResponse<Void> depart(@RestPath UserId user) throws SQLException {
        return departures.depart(user) ? RestResponse.noContent() : RestResponse.accepted();
    }
}
