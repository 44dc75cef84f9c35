package dev.parley.auth.key;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Keeps the keys fresh, on a virtual thread. A failure leaves the known keys in use until the next time. */
@ApplicationScoped
class KeyRotation {
    private static final Logger LOG = Logger.getLogger(KeyRotation.class);

    private final SigningKeys keys;

    KeyRotation(SigningKeys keys) {
        this.keys = keys;
    }

    @Scheduled(
            identity = "signing-keys",
            every = "{parley.auth.keys.reload-every}",
            delayed = "{parley.auth.keys.reload-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void refresh() {
        if (!keys.isReady()) {
            return; // the start sequence is still at it: the tables may not exist yet
        }
        try {
            keys.refresh();
        } catch (RuntimeException failure) {
            LOG.warnf("event=signing_keys_not_refreshed reason=%s then=known_keys_stay_in_use", failure.getMessage());
        }
    }
}
