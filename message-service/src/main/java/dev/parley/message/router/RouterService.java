package dev.parley.message.router;

import dev.parley.message.engine.KafkaSettings;
import dev.parley.message.router.RouterState.Phase;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Keeps a router running, on a platform thread of its own: when one breaks down, the next one begins a little later. */
@Singleton
final class RouterService {
    private static final Logger LOG = Logger.getLogger(RouterService.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration STOPPING = Duration.ofSeconds(15);

    private final KafkaSettings kafka;
    private final RouterConfig config;
    private final EventsConfig events;
    private final Fanout fanout;
    private final RouterMetrics metrics;
    private final Clock clock;
    private final Thread thread = Thread.ofPlatform().daemon().name("router").unstarted(this::keepRunning);
    private Router router;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private RouterState trouble = RouterState.of(Phase.STARTING);

    RouterService(
            KafkaSettings kafka,
            RouterConfig config,
            EventsConfig events,
            Fanout fanout,
            RouterMetrics metrics,
            Clock clock) {
        this.kafka = kafka;
        this.config = config;
        this.events = events;
        this.fanout = fanout;
        this.metrics = metrics;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        synchronized (this) {
            stopping.countDown();
            if (router != null) {
                router.stop();
            }
        }
        if (config.enabled()) {
            thread.join(STOPPING);
        }
    }

    synchronized RouterState state() {
        if (!config.enabled()) {
            return RouterState.of(Phase.OFF);
        }
        if (!thread.isAlive()) {
            return new RouterState(Phase.BROKEN, "the router's thread has ended");
        }
        return router == null ? trouble : router.state();
    }

    private void keepRunning() {
        while (!stopping()) {
            try {
                RouterPlant plant = RouterPlant.open(kafka, config, events.partitions(), metrics.registry());
                begin(new Router(plant, fanout, metrics, clock)).run();
                end(RouterState.of(Phase.STARTING));
            } catch (RuntimeException e) {
                // Whatever it was: without a router, nothing goes live.
                end(stateAfter(e));
                pause();
            }
        }
    }

    private boolean stopping() {
        return stopping.getCount() == 0;
    }

    private synchronized Router begin(Router next) {
        router = next;
        if (stopping()) {
            next.stop();
        }
        return next;
    }

    private synchronized void end(RouterState state) {
        router = null;
        trouble = state;
    }

    private void pause() {
        try {
            stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    /** Kafka wraps what a listener throws. */
    private static RouterState stateAfter(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RouterRefusal) {
                LOG.errorf("router=REFUSING reason=\"%s\"", cause.getMessage());
                return new RouterState(Phase.REFUSING, cause.getMessage());
            }
        }
        LOG.warnf("router=BROKEN cause=\"%s\" next=retry", failure);
        return new RouterState(Phase.BROKEN, String.valueOf(failure.getMessage()));
    }
}
