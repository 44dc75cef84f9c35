package dev.parley.stack.service;

import dev.parley.stack.engine.Engine;
import dev.parley.stack.process.ChildProcess;
import dev.parley.stack.process.Jvm;
import dev.parley.stack.process.Ports;
import dev.parley.stack.process.Signal;
import dev.parley.stack.process.Spawner;
import dev.parley.stack.process.StackFailure;
import dev.parley.stack.process.StartCaches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Starts single services on engines that stand already, in the manner of their images: with the flags of {@code
 * docker/image/jvm.flags} and the cache that {@code docker/image/train} makes. One thread's, which it blocks.
 */
public final class ImageStarts implements AutoCloseable {
    private static final long PROBE_MILLIS = 10;
    private static final Duration READY = Duration.ofMinutes(3);
    private static final Duration STOPPED = Duration.ofSeconds(30);

    private final StackPlan plan;
    private final Ports ports = new Ports();
    private final Spawner spawner = new Spawner();
    private final StackEngines engines;
    private final ServiceEnvironment variables;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    /**
     * One start.
     *
     * @param ready on the clock, which is the machine's as much as ours
     * @param cpu of all its threads until then, which tells more on a busy machine
     * @param idleBytes resident, some time after it was ready; what is mapped from files included
     */
    public record Start(Duration ready, Duration cpu, long idleBytes) {}

    public ImageStarts(StackPlan plan) {
        this.plan = plan;
        Secrets secrets = Secrets.of(plan.data());
        this.engines = StackEngines.of(plan, spawner, ports, secrets, StartCaches.none());
        Map<ServiceKind, List<Integer>> nobody = new EnumMap<>(ServiceKind.class);
        for (ServiceKind kind : ServiceKind.values()) {
            nobody.put(kind, List.of(ports.any()));
        }
        this.variables = new ServiceEnvironment(nobody, engines, secrets, plan);
    }

    /** Starts the engines, and waits for them. */
    public void begin() {
        engines.all().forEach(Engine::start);
    }

    /** Makes the cache of a service, as its image does when it is built; returns its size. */
    public long train(ServiceKind kind) {
        Path app = app(kind);
        try {
            var program = new ProcessBuilder(
                            "bash", image("train").toString(), app.toString(), Integer.toString(ports.any()), flags())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            program.environment().putAll(plan.environment());
            program.environment()
                    .merge("PATH", Jvm.program().getParent().toString(), (path, ours) -> ours + ":" + path);
            Process training = program.start();
            if (training.waitFor() != 0) {
                throw new StackFailure("the training of " + kind.module() + " failed");
            }
            return Files.size(cache(kind));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted");
        }
    }

    /** Starts a service, waits until it is ready and then {@code idle}, looks, and stops it. */
    public Start start(ServiceKind kind, boolean cached, Duration idle) {
        int port = ports.any();
        int management = ports.any();
        var process = new ChildProcess(
                spawner,
                kind.module(),
                command(kind, cached),
                variables.of(kind, port, management),
                Signal.TERM,
                plan.data().resolve("logs").resolve(kind.module() + ".log"));
        var instance = new ServiceInstance(kind, process, port, management, http);
        long began = System.nanoTime();
        instance.start();
        try {
            awaitReady(instance, began);
            Duration ready = Duration.ofNanos(System.nanoTime() - began);
            Duration cpu = ProcessHandle.of(process.pid())
                    .flatMap(handle -> handle.info().totalCpuDuration())
                    .orElse(Duration.ZERO);
            Thread.sleep(idle);
            return new Start(ready, cpu, resident(process.pid()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted");
        } finally {
            process.stop(STOPPED);
        }
    }

    /** Looks more often than a stack does, which has no hurry. */
    private static void awaitReady(ServiceInstance instance, long began) throws InterruptedException {
        while (!instance.ready()) {
            if (!instance.process().alive() || System.nanoTime() - began > READY.toNanos()) {
                throw new StackFailure(instance.kind().module() + " did not get ready: "
                        + instance.process().log());
            }
            Thread.sleep(PROBE_MILLIS);
        }
    }

    /** In the service's directory and by relative paths, as an image does: a cache made with other ones is none. */
    private List<String> command(ServiceKind kind, boolean cached) {
        Path app = app(kind);
        List<String> command = new ArrayList<>(
                List.of("env", "-C", app.toString(), Jvm.program().toString(), "@" + flags()));
        if (cached) {
            // An image goes on without a cache that does not fit; a measurement must not.
            command.addAll(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + app.relativize(cache(kind))));
        }
        command.addAll(List.of("-jar", app.relativize(ServiceCommand.jar(app)).toString()));
        return command;
    }

    private String flags() {
        return image("jvm.flags").toString();
    }

    private Path image(String file) {
        return plan.root().resolve("docker/image").resolve(file);
    }

    private Path app(ServiceKind kind) {
        return plan.root().resolve(kind.module()).resolve("target/quarkus-app");
    }

    private Path cache(ServiceKind kind) {
        return app(kind).resolve("app.aot");
    }

    private static long resident(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1_024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        engines.all().forEach(Engine::stop);
    }
}
