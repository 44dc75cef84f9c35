package dev.parley.auth.login;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** {@code POST /api/auth/register}. */
@RegisterForReflection
record NewAccount(
        @Schema(required = true, description = "3 to 32 of a-z 0-9 _ . - in any case")
        String username,

        @Schema(required = true, minLength = 8, maxLength = 128)
        String password,

        @Schema(required = true, minLength = 1, maxLength = 64)
        String displayName) {
    @Override
    public String toString() {
        return "NewAccount[" + username + "]";
    }
}
