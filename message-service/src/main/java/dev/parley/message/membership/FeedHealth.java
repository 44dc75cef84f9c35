package dev.parley.message.membership;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once changes of membership are followed: before that, somebody who was removed might still get in. */
@Readiness
@ApplicationScoped
class FeedHealth implements HealthCheck {
    private final RosterFeed feed;

    FeedHealth(RosterFeed feed) {
        this.feed = feed;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("membership").status(feed.following()).build();
    }
}
