package dev.parley.stack.engine;

import dev.parley.stack.process.ChildProcess;
import dev.parley.stack.process.Jvm;
import dev.parley.stack.process.Ports;
import dev.parley.stack.process.Signal;
import dev.parley.stack.process.Spawner;
import dev.parley.stack.process.StackFailure;
import dev.parley.stack.process.StartCaches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One Kafka broker (KRaft, broker and controller in one) in a JVM of its own, with all of Parley's topics. */
public final class KafkaEngine implements Engine {
    private final int port;
    private final Path data;
    private final ChildProcess process;

    /** One that starts from nothing each time. */
    public KafkaEngine(Spawner spawner, EngineLibrary library, KafkaPorts ports, Path data, Path log) {
        this(spawner, library, StartCaches.none(), ports, data, log);
    }

    /** @param ports two are needed: for clients, and for the controller */
    public KafkaEngine(
            Spawner spawner, EngineLibrary library, StartCaches caches, KafkaPorts ports, Path data, Path log) {
        this.port = ports.client();
        this.data = data;
        List<Path> own = caches.inUse() ? library.ownJars() : library.ownClasses();
        List<String> command = new ArrayList<>(List.of(
                Jvm.program().toString(),
                "-Xms256m",
                "-Xmx1g",
                "-Xmn128m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"));
        command.addAll(Jvm.hugePages());
        command.addAll(caches.options("kafka", own.getFirst(), true));
        command.addAll(List.of(
                "-cp",
                library.kafkaClassPath(own),
                KafkaBroker.class.getName(),
                data.toString(),
                Integer.toString(ports.client()),
                Integer.toString(ports.controller()),
                Integer.toString(ports.partitions())));
        this.process = new ChildProcess(spawner, "kafka", command, Map.of(), Signal.TERM, log);
    }

    @Override
    public Kind kind() {
        return Kind.KAFKA;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public ChildProcess process() {
        return process;
    }

    /** As {@code kafka.bootstrap.servers} wants it. */
    public String bootstrap() {
        return "localhost:" + port;
    }

    @Override
    public void start() {
        if (!Ports.isFree(port)) {
            throw new StackFailure("port " + port + " (Kafka) is taken");
        }
        try {
            Files.createDirectories(data);
            Files.deleteIfExists(readyFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process.start();
        process.await(() -> Files.exists(readyFile()), Duration.ofMinutes(4));
    }

    private Path readyFile() {
        return KafkaBroker.readyFile(data);
    }
}
