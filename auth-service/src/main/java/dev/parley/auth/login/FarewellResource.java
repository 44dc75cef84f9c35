package dev.parley.auth.login;

import dev.parley.auth.problem.Refusal;
import dev.parley.auth.token.Caller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where an account ends. A POST, because a body of DELETE, which would carry the password, gets lost in proxies. */
@Path("/api/auth/account")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "accounts")
class FarewellResource {
    private final Farewell farewell;
    private final RefreshTokenCarrier carrier;
    private final Caller caller;

    FarewellResource(Farewell farewell, RefreshTokenCarrier carrier, Caller caller) {
        this.farewell = farewell;
        this.carrier = carrier;
        this.caller = caller;
    }

    @POST
    @Path("/delete")
    @Operation(summary = "Delete the caller's account for good; every session ends, and its sockets close with 4401")
    @APIResponse(responseCode = "204", description = "deleted")
    @APIResponse(responseCode = "401", description = "bad_credentials: the password is another")
    @APIResponse(responseCode = "409", description = "conflict: the password has just been changed")
    @APIResponse(responseCode = "429", description = "rate_limited, with Retry-After")
    public Response delete(AccountDeletion wanted, @Context HttpServerRequest request) {
        if (wanted == null) {
            throw Refusal.badRequest("body: a JSON object is needed.");
        }
        farewell.delete(caller.user(), wanted, ClientAddress.of(request));
        return Response.noContent()
                .header(HttpHeaders.SET_COOKIE, carrier.cleared())
                .build();
    }
}
