package dev.parley.auth.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.CanonicalUuid;
import dev.parley.auth.problem.Refusal;
import dev.parley.auth.session.Device;
import dev.parley.auth.session.EndReason;
import dev.parley.auth.session.RefreshToken;
import dev.parley.auth.session.Refreshing;
import dev.parley.auth.session.SessionView;
import dev.parley.auth.session.Sessions;
import dev.parley.auth.token.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where a session goes on or ends, without a password. */
@Path("/api/auth")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "sessions")
class SessionsResource {
    private final Sessions sessions;
    private final Refreshing refreshing;
    private final RefreshTokenCarrier carrier;
    private final ObjectMapper json;
    private final CurrentIdentityAssociation identity;
    private final Caller caller;

    SessionsResource(
            Sessions sessions,
            Refreshing refreshing,
            RefreshTokenCarrier carrier,
            ObjectMapper json,
            CurrentIdentityAssociation identity,
            Caller caller) {
        this.sessions = sessions;
        this.refreshing = refreshing;
        this.carrier = carrier;
        this.json = json;
        this.identity = identity;
        this.caller = caller;
    }

    /**
     * A token that came by cookie goes back by cookie, whatever the header says: a script in the page must not be able to
     * ask for a token that it cannot read.
     */
    @POST
    @Path("/refresh")
    @PermitAll
    @Operation(summary = "Spend a refresh token: a new access token and the next refresh token")
    @RequestBody(required = false, content = @Content(schema = @Schema(implementation = RefreshRequest.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SessionAnswer.class)))
    @APIResponse(
            responseCode = "401",
            description = "unauthenticated; or session_revoked: the token was spent before, or its session has ended")
    public Response refresh(
            String body,
            @CookieParam(RefreshTokenCarrier.COOKIE) String cookie,
            @HeaderParam(HttpHeaders.USER_AGENT) String agent) {
        Optional<String> carried = fromBody(body);
        RefreshToken presented = RefreshToken.parse(carried.orElse(cookie))
                .orElseThrow(() -> Refusal.of(ErrorCode.UNAUTHENTICATED, "A refresh token is needed."));
        return carrier.answer(200, refreshing.refresh(presented, new Device(agent)), carried.isPresent())
                .build();
    }

    /** Ends the session of the access token, or, if that has expired, the one of the cookie. */
    @POST
    @Path("/logout")
    @PermitAll
    @Operation(summary = "End this session; its sockets close with 4401")
    @APIResponse(responseCode = "204", description = "ended")
    @APIResponse(responseCode = "401", description = "neither an access token nor a refresh cookie that holds")
    public Response logout(
            @CookieParam(RefreshTokenCarrier.COOKIE) String cookie,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        Optional<RefreshToken> token = RefreshToken.parse(cookie);
        token.ifPresent(refreshing::logout);
        if (authorization != null) {
            endCallers(token.isPresent());
        } else if (token.isEmpty()) {
            throw Refusal.of(ErrorCode.UNAUTHENTICATED, "An access token is needed.");
        }
        return Response.noContent()
                .header(HttpHeaders.SET_COOKIE, carrier.cleared())
                .build();
    }

    @GET
    @Path("/sessions")
    @Authenticated
    @Operation(summary = "The caller's devices, the last used one first")
    public List<SessionView> list() {
        return sessions.of(caller.user(), caller.session());
    }

    @DELETE
    @Path("/sessions/{id}")
    @Authenticated
    @Operation(summary = "End one of the caller's sessions; its sockets close with 4401")
    @APIResponse(responseCode = "204", description = "ended")
    @APIResponse(responseCode = "404", description = "not_found: the caller has no such session")
    public void end(@PathParam("id") String id) {
        if (!sessions.end(caller.user(), sessionId(id), EndReason.ENDED_BY_USER)) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "There is no such session.");
        }
    }

    private void endCallers(boolean endedByCookie) {
        try {
            identity.getDeferredIdentity().await().indefinitely();
            sessions.end(caller.user(), caller.session(), EndReason.LOGOUT);
        } catch (AuthenticationFailedException expired) {
            if (!endedByCookie) {
                throw expired;
            }
        }
    }

    private Optional<String> fromBody(String body) {
        if (body == null || body.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(json.readValue(body, RefreshRequest.class))
                    .map(RefreshRequest::refreshToken);
        } catch (JsonProcessingException malformed) {
            throw Refusal.badRequest("body: none, or {refreshToken}.");
        }
    }

    private static UUID sessionId(String id) {
        try {
            return CanonicalUuid.parse(id);
        } catch (IllegalArgumentException notUuid) {
            throw Refusal.badRequest("id: a UUID.");
        }
    }
}
