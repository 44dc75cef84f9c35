package dev.parley.auth.login;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** {@code POST /api/auth/password}. */
@RegisterForReflection
record PasswordChange(
        @Schema(required = true) String current,

        @Schema(required = true, minLength = 8, maxLength = 128)
        String next) {
    @Override
    public String toString() {
        return "PasswordChange";
    }
}
