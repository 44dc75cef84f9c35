package dev.parley.auth.startup;

import dev.parley.auth.key.SigningKeys;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Migrates the tables and reads the keys. Once on the starting thread, so that a service whose database is there is ready
 * when it listens; after a failure again and again on a virtual thread, while the service is up and not ready.
 */
@ApplicationScoped
class StartSequence {
    private static final Logger LOG = Logger.getLogger(StartSequence.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Flyway flyway;
    private final SigningKeys keys;
    private final CountDownLatch stopping = new CountDownLatch(1);

    StartSequence(Flyway flyway, SigningKeys keys) {
        this.flyway = flyway;
        this.keys = keys;
    }

    void start(@Observes StartupEvent event) {
        keys.isReady(); // a mistake in the configuration of keys is no outage: it stops the start here
        if (!attempt(Duration.ZERO)) {
            Thread.ofVirtual().name("start-sequence").start(this::keepTrying);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    private void keepTrying() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!stopping.await(jittered(pause), TimeUnit.MILLISECONDS) && !attempt(pause)) {
                Duration twice = pause.multipliedBy(2);
                pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean attempt(Duration paused) {
        try {
            flyway.migrate();
            keys.refresh();
            LOG.infof("event=ready_to_serve");
            return true;
        } catch (RuntimeException failure) {
            LOG.warnf("event=not_ready reason=%s paused=%s then=trying_again", rootOf(failure), paused);
            return false;
        }
    }

    private static long jittered(Duration pause) {
        return pause.toMillis() / 2 + ThreadLocalRandom.current().nextLong(pause.toMillis() / 2 + 1);
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < 16; depth++) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": "
                + String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }
}
