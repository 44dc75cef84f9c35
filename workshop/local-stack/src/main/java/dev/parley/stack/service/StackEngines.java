package dev.parley.stack.service;

import dev.parley.stack.engine.Engine;
import dev.parley.stack.engine.EngineLibrary;
import dev.parley.stack.engine.KafkaEngine;
import dev.parley.stack.engine.KafkaPorts;
import dev.parley.stack.engine.PostgresAccess;
import dev.parley.stack.engine.PostgresEngine;
import dev.parley.stack.engine.RedisEngine;
import dev.parley.stack.process.Ports;
import dev.parley.stack.process.Spawner;
import dev.parley.stack.process.StartCaches;
import java.nio.file.Path;
import java.util.List;

/** The three engines of a stack. */
record StackEngines(KafkaEngine kafka, PostgresEngine postgres, RedisEngine redis) {
    private static final int KAFKA_PORT = 19_092;
    private static final int POSTGRES_PORT = 15_432;
    private static final int REDIS_PORT = 16_379;

    static StackEngines of(StackPlan plan, Spawner spawner, Ports ports, Secrets secrets, StartCaches caches) {
        var library = EngineLibrary.of(plan.root());
        boolean fixed = plan.port().isPresent();
        Path logs = plan.data().resolve("logs");
        var kafkaPorts =
                new KafkaPorts(fixed ? ports.freeFrom(KAFKA_PORT) : ports.any(), ports.any(), plan.partitions());
        var access = new PostgresAccess(
                secrets.postgres(),
                List.of(ServiceEnvironment.AUTH_DATABASE, ServiceEnvironment.CHAT_DATABASE),
                logs.resolve("postgres.log"));
        return new StackEngines(
                new KafkaEngine(
                        spawner, library, caches, kafkaPorts, plan.data().resolve("kafka"), logs.resolve("kafka.log")),
                new PostgresEngine(
                        spawner.yielding(),
                        library,
                        fixed ? ports.freeFrom(POSTGRES_PORT) : ports.any(),
                        plan.data().resolve("postgres"),
                        access),
                new RedisEngine(
                        spawner,
                        library,
                        fixed ? ports.freeFrom(REDIS_PORT) : ports.any(),
                        plan.data().resolve("redis"),
                        logs.resolve("redis.log")));
    }

    List<Engine> all() {
        return List.of(kafka, postgres, redis);
    }
}
