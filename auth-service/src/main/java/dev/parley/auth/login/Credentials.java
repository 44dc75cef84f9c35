package dev.parley.auth.login;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** {@code POST /api/auth/login}. */
@RegisterForReflection
record Credentials(
        @Schema(required = true) String username,
        @Schema(required = true) String password) {
    @Override
    public String toString() {
        return "Credentials[" + username + "]";
    }
}
