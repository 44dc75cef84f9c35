package dev.parley.auth.login;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** {@code POST /api/auth/account/delete}. */
@RegisterForReflection
record AccountDeletion(@Schema(required = true) String password) {
    @Override
    public String toString() {
        return "AccountDeletion";
    }
}
