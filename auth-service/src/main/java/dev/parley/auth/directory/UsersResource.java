package dev.parley.auth.directory;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.UserId;
import dev.parley.auth.account.Accounts;
import dev.parley.auth.account.User;
import dev.parley.auth.problem.Refusal;
import dev.parley.auth.token.Caller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Users, for those who are signed in. */
@Path("/api/users")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "users")
class UsersResource {
    private static final int MAX_LIMIT = 50;
    private static final int MAX_IDS = 200;
    private static final int MAX_QUERY = 64;

    private final Accounts accounts;
    private final Caller caller;

    UsersResource(Accounts accounts, Caller caller) {
        this.accounts = accounts;
        this.caller = caller;
    }

    @GET
    @Path("/me")
    @Operation(summary = "The caller")
    public User me() {
        return accounts.livingById(caller.user())
                .orElseThrow(UsersResource::notFound)
                .toUser();
    }

    @PATCH
    @Path("/me")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change the caller's display name or avatar")
    @APIResponse(responseCode = "400", description = "bad_request: the detail names the rule")
    public User change(ProfilePatch patch) {
        if (patch == null) {
            throw Refusal.badRequest("body: a JSON object is needed.");
        }
        return accounts.change(caller.user(), patch.newDisplayName(), patch.newAvatar())
                .orElseThrow(UsersResource::notFound);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One user; a deleted one too, because histories name him")
    @APIResponse(responseCode = "404", description = "not_found")
    public User one(@PathParam("id") String id) {
        return accounts.byId(userId("id", id))
                .orElseThrow(UsersResource::notFound)
                .toUser();
    }

    /** Either by {@code query} or by {@code ids}; ids that nobody has are left out. */
    @GET
    @Operation(summary = "Users whose user name or display name begins with a text, or those of some ids; by user name")
    public List<User> some(
            @Parameter(description = "1 to 64 characters, in any case") @QueryParam("query") String query,
            @Parameter(description = "at most 50") @QueryParam("limit") @DefaultValue("20") String limit,
            @Parameter(description = "at most 200, comma-separated") @QueryParam("ids") String ids) {
        if (ids != null) {
            return accounts.byIds(userIds(ids));
        }
        if (query == null || query.isBlank() || query.length() > MAX_QUERY) {
            throw Refusal.badRequest("query: 1 to 64 characters (or else ids: at most 200, comma-separated).");
        }
        return accounts.search(query.strip(), limit(limit));
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1) {
                return Math.min(limit, MAX_LIMIT);
            }
        } catch (NumberFormatException notANumber) {
            // refused below
        }
        throw Refusal.badRequest("limit: a number from 1 to " + MAX_LIMIT + ".");
    }

    private static List<UserId> userIds(String ids) {
        List<UserId> asked = Arrays.stream(ids.split(",", MAX_IDS + 1))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .map(id -> userId("ids", id))
                .toList();
        if (asked.size() > MAX_IDS) {
            throw Refusal.badRequest("ids: at most " + MAX_IDS + ".");
        }
        return asked;
    }

    private static UserId userId(String name, String text) {
        try {
            return UserId.of(text);
        } catch (IllegalArgumentException notUuid) {
            throw Refusal.badRequest(
                    "ids".equals(name) ? "ids: at most " + MAX_IDS + " UUIDs, comma-separated." : name + ": a UUID.");
        }
    }

    private static Refusal notFound() {
        return Refusal.of(ErrorCode.NOT_FOUND, "There is no such user.");
    }
}
