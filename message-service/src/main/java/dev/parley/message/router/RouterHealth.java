package dev.parley.message.router;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the router routes, or waits for Redis, which no other instance could do better. */
@Readiness
@ApplicationScoped
class RouterHealth implements HealthCheck {
    private final RouterService router;

    RouterHealth(RouterService router) {
        this.router = router;
    }

    @Override
    public HealthCheckResponse call() {
        RouterState state = router.state();
        return HealthCheckResponse.named("router")
                .status(state.phase().ready())
                .withData("phase", state.phase().name())
                .withData("detail", state.detail())
                .build();
    }
}
