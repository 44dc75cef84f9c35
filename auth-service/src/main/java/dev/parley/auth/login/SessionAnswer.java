package dev.parley.auth.login;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.auth.account.User;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The {@code session} of the contract.
 *
 * @param expiresIn seconds until the access token expires
 * @param refreshToken null if it went into the cookie
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record SessionAnswer(
        @Schema(required = true) User user,
        @Schema(required = true) String accessToken,
        @Schema(required = true) long expiresIn,

        @Schema(description = "only with X-Refresh-Token: body")
        String refreshToken) {
    @Override
    public String toString() {
        return "SessionAnswer[" + user.id() + "]";
    }
}
