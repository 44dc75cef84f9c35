package dev.parley.testkit;

import dev.parley.stack.engine.EngineLibrary;
import dev.parley.stack.engine.KafkaEngine;
import dev.parley.stack.engine.KafkaPorts;
import dev.parley.stack.engine.PostgresAccess;
import dev.parley.stack.engine.PostgresEngine;
import dev.parley.stack.engine.RedisEngine;
import dev.parley.stack.process.Ports;
import dev.parley.stack.process.Spawner;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Starts the engines that a test asks for and configures the service under test for them. Arguments: {@code kafka=true},
 * {@code redis=true}, {@code postgres=<database>}. Fields of type {@link Engines} and {@link Tokens} are filled in.
 */
public final class EnginesResource implements QuarkusTestResourceLifecycleManager {
    private static final int PARTITIONS = 3;

    /** SmallRye JWT's own word for "none"; an empty value is refused at start. */
    private static final String NO_LOCATION = "NONE";

    private final Spawner spawner = new Spawner();
    private final Ports ports = new Ports();
    private final Tokens tokens = new Tokens();
    private final Engines engines = new Engines(randomSecret());
    private Map<String, String> arguments = Map.of();
    private Path directory;

    @Override
    public void init(Map<String, String> initArgs) {
        this.arguments = Map.copyOf(initArgs);
    }

    @Override
    public Map<String, String> start() {
        Path root = Path.of(System.getProperty("parley.root"));
        var library = EngineLibrary.of(root);
        directory = newDirectory();
        Map<String, String> config = new HashMap<>();
        config.put("parley.service.secret", engines.serviceSecret());
        config.put("mp.jwt.verify.publickey", tokens.publicKey());
        config.put("mp.jwt.verify.publickey.location", NO_LOCATION);
        if (arguments.containsKey("kafka")) {
            var kafkaPorts = new KafkaPorts(ports.any(), ports.any(), PARTITIONS);
            var kafka = new KafkaEngine(spawner, library, kafkaPorts, directory.resolve("kafka"), log("kafka"));
            engines.add(Engine.KAFKA, kafka);
            config.put("kafka.bootstrap.servers", kafka.bootstrap());
            config.put("parley.events.partitions", Integer.toString(PARTITIONS));
        }
        if (arguments.containsKey("postgres")) {
            String database = arguments.get("postgres");
            var access = new PostgresAccess(randomSecret(), List.of(database), log("postgres"));
            var postgres = new PostgresEngine(spawner, library, ports.any(), directory.resolve("postgres"), access);
            engines.add(Engine.POSTGRES, postgres);
            config.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(database));
            config.put("quarkus.datasource.username", database);
            config.put("quarkus.datasource.password", access.password());
        }
        if (arguments.containsKey("redis")) {
            var redis = new RedisEngine(spawner, library, ports.any(), directory.resolve("redis"), log("redis"));
            engines.add(Engine.REDIS, redis);
            config.put("quarkus.redis.hosts", redis.url());
        }
        engines.running().values().parallelStream().forEach(dev.parley.stack.engine.Engine::start);
        return config;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(engines, new TestInjector.MatchesType(Engines.class));
        injector.injectIntoFields(tokens, new TestInjector.MatchesType(Tokens.class));
    }

    /** Kills, rather than stops: the data goes with it, and a graceful end would only cost the developer time. */
    @Override
    public void stop() {
        engines.running().values().forEach(engine -> engine.process().kill());
        if (directory != null) {
            delete(directory);
        }
    }

    private Path log(String engine) {
        return Path.of("target", "engines", engine + ".log");
    }

    private static String randomSecret() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("parley-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + directory, e);
        }
    }
}
