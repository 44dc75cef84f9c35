package dev.parley.stack.service;

import dev.parley.stack.engine.Engine;
import dev.parley.stack.process.ChildProcess;
import dev.parley.stack.process.Ports;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Engines and services together: what {@code ./parley up} runs and what the end-to-end tests run. Everything starts at once;
 * services wait for what they need. One thread at a time may start and stop it.
 */
public final class Stack implements AutoCloseable {
    private static final Duration READY = Duration.ofMinutes(4);
    private static final int MANAGEMENT_OFFSET = 1_000;

    private final StackPlan plan;
    private final StartCaches caches;
    private final Spawner spawner;
    private final Ports ports = new Ports();
    private final Secrets secrets;
    private final StackEngines engines;
    private final List<ServiceInstance> services = new ArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    public Stack(StackPlan plan) {
        this(plan, StartCaches.none(), new Spawner());
    }

    /** @param spawner starts all its processes; those of history yield to those on the way of a live message */
    public Stack(StackPlan plan, StartCaches caches, Spawner spawner) {
        this.plan = plan;
        this.spawner = spawner;
        this.caches = caches;
        this.secrets = Secrets.of(plan.data());
        this.engines = StackEngines.of(plan, spawner, ports, secrets, caches);
        Map<ServiceKind, List<Integer>> servicePorts = choosePorts();
        var environment = new ServiceEnvironment(servicePorts, engines, secrets, plan);
        servicePorts.forEach((kind, chosen) -> {
            for (int i = 0; i < chosen.size(); i++) {
                services.add(instance(kind, i + 1, chosen.get(i), environment));
            }
        });
    }

    public StackPlan plan() {
        return plan;
    }

    /** Kafka, Postgres and Redis. */
    public List<Engine> engines() {
        return engines.all();
    }

    public Engine engine(Engine.Kind kind) {
        return engines.all().stream()
                .filter(engine -> engine.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    /** All instances of all services. */
    public List<ServiceInstance> services() {
        return List.copyOf(services);
    }

    /** The instances of one service. */
    public List<ServiceInstance> services(ServiceKind kind) {
        return services.stream().filter(service -> service.kind() == kind).toList();
    }

    /** The JDBC address of a service's database, for audits. */
    public String jdbcUrl(String database) {
        return engines.postgres().jdbcUrl(database);
    }

    /** The password of both databases' roles, for audits. */
    public String postgresPassword() {
        return secrets.postgres();
    }

    /** Every process, engines first. */
    public List<ChildProcess> processes() {
        return Stream.concat(
                        engines.all().stream().map(Engine::process),
                        services.stream().map(ServiceInstance::process))
                .toList();
    }

    /**
     * Starts everything and returns when all of it is ready.
     *
     * @throws StackFailure as soon as one part ends or does not get ready; the rest is left running for {@link #close()}
     */
    public void start(Progress progress) {
        long began = System.nanoTime();
        services.forEach(ServiceInstance::start);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var parts = new ExecutorCompletionService<ChildProcess>(threads);
            for (Engine engine : engines.all()) {
                parts.submit(engine::start, engine.process());
            }
            for (ServiceInstance service : services) {
                parts.submit(() -> service.await(READY), service.process());
            }
            try {
                for (int i = 0; i < engines.all().size() + services.size(); i++) {
                    progress.ready(parts.take().get(), Duration.ofNanos(System.nanoTime() - began));
                }
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw e.getCause() instanceof StackFailure failure
                        ? failure
                        : new StackFailure(String.valueOf(e.getCause()));
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new StackFailure("interrupted");
            }
        }
    }

    /** Stops services first, gateways before all, then the engines. */
    @Override
    public void close() {
        join(services(ServiceKind.GATEWAY).stream()
                .map(service -> Thread.ofVirtual().start(service::stop))
                .toList());
        join(services.stream()
                .map(service -> Thread.ofVirtual().start(service::stop))
                .toList());
        join(engines.all().stream()
                .map(engine -> Thread.ofVirtual().start(engine::stop))
                .toList());
    }

    private static void join(List<Thread> threads) {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted");
        }
    }

    private Map<ServiceKind, List<Integer>> choosePorts() {
        Map<ServiceKind, List<Integer>> chosen = new EnumMap<>(ServiceKind.class);
        for (ServiceKind kind : ServiceKind.values()) {
            List<Integer> list = new ArrayList<>();
            for (int i = 0; i < plan.count(kind); i++) {
                int wanted = kind == ServiceKind.GATEWAY ? plan.port().orElse(0) : kind.port();
                list.add(plan.port().isPresent() ? ports.freeFrom(wanted + i) : ports.any());
            }
            chosen.put(kind, list);
        }
        return chosen;
    }

    private ServiceInstance instance(ServiceKind kind, int number, int port, ServiceEnvironment environment) {
        Path app = plan.root().resolve(kind.module()).resolve("target/quarkus-app");
        if (!Files.exists(ServiceCommand.jar(app))) {
            throw new StackFailure(kind.module() + " is not built: ./parley up builds it");
        }
        int managementPort = plan.port().isPresent() ? ports.freeFrom(port + MANAGEMENT_OFFSET) : ports.any();
        String name = kind.module() + "-" + number;
        Path log = freshLog(name);
        var process = new ChildProcess(
                kind == ServiceKind.PERSISTENCE ? spawner.yielding() : spawner,
                name,
                new ServiceCommand(kind, app, caches.options(kind.module(), ServiceCommand.jar(app), number == 1))
                        .arguments(),
                environment.of(kind, port, managementPort),
                dev.parley.stack.process.Signal.TERM,
                log);
        return new ServiceInstance(kind, process, port, managementPort, http);
    }

    private Path freshLog(String name) {
        Path log = plan.data().resolve("logs").resolve(name + ".log");
        try {
            Files.createDirectories(log.getParent());
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return log;
    }

    /** Hears of every part that has become ready. */
    public interface Progress {
        void ready(ChildProcess process, Duration after);
    }
}
