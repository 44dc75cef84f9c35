package dev.parley.testkit;

import dev.parley.stack.engine.KafkaEngine;
import dev.parley.stack.engine.PostgresEngine;
import dev.parley.stack.engine.RedisEngine;
import java.util.EnumMap;
import java.util.Map;

/** The engines of a module's tests. After a stop or a kill, a start finds the same port and the same data. */
public final class Engines {
    private final Map<Engine, dev.parley.stack.engine.Engine> running = new EnumMap<>(Engine.class);
    private final String serviceSecret;

    Engines(String serviceSecret) {
        this.serviceSecret = serviceSecret;
    }

    void add(Engine kind, dev.parley.stack.engine.Engine engine) {
        running.put(kind, engine);
    }

    Map<Engine, dev.parley.stack.engine.Engine> running() {
        return running;
    }

    /** Where Kafka's clients begin. */
    public String kafkaBootstrap() {
        return ((KafkaEngine) engine(Engine.KAFKA)).bootstrap();
    }

    /** {@code redis://localhost:port}. */
    public String redisUrl() {
        return ((RedisEngine) engine(Engine.REDIS)).url();
    }

    /** The JDBC address of a database; its role has the same name, and {@link #postgresPassword()}. */
    public String jdbcUrl(String database) {
        return ((PostgresEngine) engine(Engine.POSTGRES)).jdbcUrl(database);
    }

    public String postgresPassword() {
        return ((PostgresEngine) engine(Engine.POSTGRES)).password();
    }

    /** The secret of calls between services; the user is {@code parley}. */
    public String serviceSecret() {
        return serviceSecret;
    }

    /** Ends an engine in good order. */
    public void stop(Engine kind) {
        engine(kind).stop();
    }

    /** Ends an engine as a power cut would. */
    public void kill(Engine kind) {
        engine(kind).process().kill();
    }

    /** Starts an engine that was stopped or killed, and waits until it can be used; one that runs is left alone. */
    public void start(Engine kind) {
        if (!engine(kind).process().alive()) {
            engine(kind).start();
        }
    }

    private dev.parley.stack.engine.Engine engine(Engine kind) {
        var engine = running.get(kind);
        if (engine == null) {
            throw new IllegalStateException("the tests did not ask for " + kind);
        }
        return engine;
    }
}
