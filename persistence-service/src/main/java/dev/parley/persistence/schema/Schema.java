package dev.parley.persistence.schema;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/**
 * Migrates on a virtual thread of its own, so that the service starts (not ready) while Postgres is down, and tries
 * until it has succeeded.
 */
@ApplicationScoped
public class Schema {
    private static final Logger LOG = Logger.getLogger(Schema.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Flyway flyway;
    private final CountDownLatch migrated = new CountDownLatch(1);
    private volatile Thread thread;

    Schema(Flyway flyway) {
        this.flyway = flyway;
    }

    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        thread = Thread.ofVirtual().name("schema").start(this::migrate);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    /** Waits until the tables are there. */
    public void await() throws InterruptedException {
        migrated.await();
    }

    /** Whether the tables are there. */
    public boolean isMigrated() {
        return migrated.getCount() == 0;
    }

    private void migrate() {
        try {
            while (!tryToMigrate()) {
                Thread.sleep(PAUSE);
            }
            migrated.countDown();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tryToMigrate() {
        try {
            LOG.infof("event=schema_migrated version=%s", flyway.migrate().targetSchemaVersion);
            return true;
        } catch (FlywayException failure) {
            LOG.warnf("event=schema_not_migrated retryIn=%s cause=%s", PAUSE, firstLine(failure));
            return false;
        }
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
