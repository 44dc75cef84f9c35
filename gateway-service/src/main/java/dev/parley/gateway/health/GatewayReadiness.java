package dev.parley.gateway.health;

import dev.parley.gateway.fanout.RedisSubscriptions;
import dev.parley.gateway.session.Doors;
import dev.parley.gateway.socket.Sockets;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the Redis subscription has stood for the first time, until the node drains. A later break of Redis is shown and does
 * not count: it would hit all nodes at once, and sends, history and login go on without it. The services behind are theirs to
 * report.
 */
@Readiness
@Singleton
final class GatewayReadiness implements HealthCheck {
    private final RedisSubscriptions subscriptions;
    private final Doors doors;
    private final Sockets sockets;

    GatewayReadiness(RedisSubscriptions subscriptions, Doors doors, Sockets sockets) {
        this.subscriptions = subscriptions;
        this.doors = doors;
        this.sockets = sockets;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("gateway")
                .status(doors.isOpen() && subscriptions.hasBeenAlive())
                .withData("draining", !doors.isOpen())
                .withData("subscribed", subscriptions.isAlive())
                .withData("sockets", sockets.count())
                .build();
    }
}
