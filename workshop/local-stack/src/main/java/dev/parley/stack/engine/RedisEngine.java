package dev.parley.stack.engine;

import dev.parley.stack.process.ChildProcess;
import dev.parley.stack.process.Ports;
import dev.parley.stack.process.Signal;
import dev.parley.stack.process.Spawner;
import dev.parley.stack.process.StackFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Redis with an append-only file, synced every second: a kill loses at most what a hint may lose. */
public final class RedisEngine implements Engine {
    private final int port;
    private final Path data;
    private final ChildProcess process;

    public RedisEngine(Spawner spawner, EngineLibrary library, int port, Path data, Path log) {
        this.port = port;
        this.data = data;
        List<String> command = List.of(
                library.redisServer().toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                data.toString(),
                "--appendonly",
                "yes",
                "--save",
                "");
        this.process = new ChildProcess(spawner, "redis", command, Map.of(), Signal.TERM, log);
    }

    @Override
    public Kind kind() {
        return Kind.REDIS;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public ChildProcess process() {
        return process;
    }

    /** As {@code quarkus.redis.hosts} wants it. */
    public String url() {
        return "redis://localhost:" + port;
    }

    @Override
    public void start() {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!Ports.isFree(port)) {
            throw new StackFailure("port " + port + " (Redis) is taken");
        }
        process.start();
        process.await(() -> Ports.answers(port), Duration.ofSeconds(20));
    }
}
