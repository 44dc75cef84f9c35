package dev.parley.auth.key;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the tables are migrated and there is a key to sign with. */
@Readiness
@ApplicationScoped
class KeysReady implements HealthCheck {
    private final SigningKeys keys;

    KeysReady(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("signing keys").status(keys.isReady()).build();
    }
}
