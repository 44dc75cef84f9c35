package dev.parley.auth.login;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** {@code POST /api/auth/refresh}, of clients with no cookie jar. */
@RegisterForReflection
record RefreshRequest(String refreshToken) {
    @Override
    public String toString() {
        return "RefreshRequest";
    }
}
