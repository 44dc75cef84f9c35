package dev.parley.auth.login;

import dev.parley.auth.account.Account;
import dev.parley.auth.problem.Refusal;
import dev.parley.auth.session.Device;
import dev.parley.auth.session.Sessions;
import dev.parley.auth.token.Caller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where a password is said: registering, logging in, changing it. */
@Path("/api/auth")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "accounts")
class AuthResource {
    private final Registration registration;
    private final Login login;
    private final Sessions sessions;
    private final PasswordRenewal renewal;
    private final RefreshTokenCarrier carrier;
    private final Caller caller;

    AuthResource(
            Registration registration,
            Login login,
            Sessions sessions,
            PasswordRenewal renewal,
            RefreshTokenCarrier carrier,
            Caller caller) {
        this.registration = registration;
        this.login = login;
        this.sessions = sessions;
        this.renewal = renewal;
        this.carrier = carrier;
        this.caller = caller;
    }

    @POST
    @Path("/register")
    @PermitAll
    @Operation(summary = "Make an account, and sign in")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = SessionAnswer.class)))
    @APIResponse(responseCode = "400", description = "bad_request: the detail names the rule")
    @APIResponse(responseCode = "409", description = "username_taken")
    @APIResponse(responseCode = "429", description = "rate_limited")
    public Response register(
            NewAccount wanted,
            @HeaderParam(RefreshTokenCarrier.HEADER) String carriage,
            @HeaderParam(HttpHeaders.USER_AGENT) String agent,
            @Context HttpServerRequest request) {
        requireBody(wanted);
        return carrier.answer(
                        201,
                        registration.register(wanted, ClientAddress.of(request), new Device(agent)),
                        RefreshTokenCarrier.asksForBody(carriage))
                .build();
    }

    @POST
    @Path("/login")
    @PermitAll
    @Operation(summary = "Sign in")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SessionAnswer.class)))
    @APIResponse(responseCode = "401", description = "bad_credentials")
    @APIResponse(responseCode = "429", description = "rate_limited, with Retry-After")
    @APIResponse(responseCode = "503", description = "unavailable, with Retry-After")
    public Response login(
            Credentials presented,
            @HeaderParam(RefreshTokenCarrier.HEADER) String carriage,
            @HeaderParam(HttpHeaders.USER_AGENT) String agent,
            @Context HttpServerRequest request) {
        requireBody(presented);
        Account account = login.verify(presented, ClientAddress.of(request));
        return carrier.answer(200, sessions.open(account, new Device(agent)), RefreshTokenCarrier.asksForBody(carriage))
                .build();
    }

    @POST
    @Path("/password")
    @Authenticated
    @Operation(summary = "Change the password; every other session ends")
    @APIResponse(responseCode = "204", description = "changed")
    @APIResponse(responseCode = "401", description = "bad_credentials: the current password is another")
    public void changePassword(PasswordChange change, @Context HttpServerRequest request) {
        requireBody(change);
        renewal.renew(caller.user(), caller.session(), change, ClientAddress.of(request));
    }

    private static void requireBody(Object body) {
        if (body == null) {
            throw Refusal.badRequest("body: a JSON object is needed.");
        }
    }
}
