package dev.parley.auth.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A user as everybody sees him.
 *
 * @param avatar null if there is none
 * @param deleted true if the account is deleted: then it has a name that nobody can have, and no picture; null otherwise
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record User(
        @Schema(required = true) UUID id,
        @Schema(required = true) String username,
        @Schema(required = true) String displayName,
        @Schema(description = "an http(s) or data: URL") String avatar,

        @Schema(description = "true if the account was deleted; absent otherwise")
        Boolean deleted) {
    /** What clients show that know nothing of deleted accounts. A user name has 3 characters or more. */
    private static final String NO_USERNAME = "";

    private static final String NO_NAME = "Deleted account";

    static User deleted(UUID id) {
        return new User(id, NO_USERNAME, NO_NAME, null, true);
    }
}
