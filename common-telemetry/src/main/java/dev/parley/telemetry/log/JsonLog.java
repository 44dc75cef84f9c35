package dev.parley.telemetry.log;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.handlers.ConsoleHandler;

/** Turns the console to JSON lines as soon as the service's own code starts; what the platform says before that stays text. */
@Singleton
final class JsonLog {
    private static final int BEFORE_ALL_OTHERS = 1;

    private final LogConfig config;
    private final String service;

    JsonLog(LogConfig config, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.config = config;
        this.service = service;
    }

    void start(@Observes @Priority(BEFORE_ALL_OTHERS) StartupEvent event) {
        if (config.json()) {
            turn(LogManager.getLogManager().getLogger("").getHandlers());
        }
    }

    private void turn(Handler[] handlers) {
        for (Handler handler : handlers) {
            if (handler instanceof ConsoleHandler console) {
                console.setFormatter(new JsonLine(service));
            } else if (handler instanceof ExtHandler outer) {
                turn(outer.getHandlers());
            }
        }
    }
}
