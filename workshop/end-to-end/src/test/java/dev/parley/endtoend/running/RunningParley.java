package dev.parley.endtoend.running;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.stack.engine.Engine;
import dev.parley.stack.engine.RedisEngine;
import dev.parley.stack.service.ServiceInstance;
import dev.parley.stack.service.ServiceKind;
import dev.parley.stack.service.Stack;
import dev.parley.toolbox.client.Parley;
import dev.parley.toolbox.client.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A whole Parley with two of everything that may be lost, and the ways to talk to it and to harm it. */
public final class RunningParley implements AutoCloseable {
    public static final String PASSWORD = "correct horse battery";

    private static final Duration READY = Duration.ofMinutes(2);

    private final Stack stack;
    private final Parley parley;
    private final HistoryAudit audit;
    private final SpanCollector spans;
    private final AtomicInteger names = new AtomicInteger();

    RunningParley(Stack stack, SpanCollector spans) {
        this.stack = stack;
        this.spans = spans;
        this.parley = Parley.at(stack.services(ServiceKind.GATEWAY).stream()
                .map(gateway -> URI.create(gateway.url()))
                .toList());
        this.audit = new HistoryAudit(stack.jdbcUrl("parley_chat"), "parley_chat", stack.postgresPassword());
    }

    /** As clients see it. */
    public Parley parley() {
        return parley;
    }

    /** As the database sees it. */
    public HistoryAudit audit() {
        return audit;
    }

    /** What the services have told of traces. */
    public SpanCollector spans() {
        return spans;
    }

    /** Where the instances of all services write what they log. */
    public List<Path> serviceLogs() {
        try (Stream<Path> logs = Files.list(stack.plan().data().resolve("logs"))) {
            return logs.filter(log -> log.getFileName().toString().contains("-service-"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody new, whose user name begins with this. */
    public Person newPerson(String name) {
        String username =
                name.toLowerCase(Locale.ROOT) + "-" + Long.toString(System.nanoTime(), 36) + names.incrementAndGet();
        return parley.register(username, PASSWORD, name);
    }

    /** Many new people. */
    public List<Person> newPeople(String name, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> newPerson(name + i))
                .toList();
    }

    public Engine engine(Engine.Kind kind) {
        return stack.engine(kind);
    }

    /** Empties Redis while it runs: what is in there may be lost at any time. */
    public void forgetWhatRedisKnows() throws IOException {
        int port = ((RedisEngine) stack.engine(Engine.Kind.REDIS)).port();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("FLUSHALL\r\n".getBytes(US_ASCII));
            socket.getOutputStream().flush();
            if (socket.getInputStream().read() != '+') {
                throw new IOException("Redis did not obey");
            }
        }
    }

    /** The instances of a service. */
    public List<ServiceInstance> instances(ServiceKind kind) {
        return stack.services(kind);
    }

    /** Ends an instance without a warning. */
    public void kill(ServiceInstance instance) {
        instance.process().kill();
    }

    /** Starts an instance that has ended, and waits until it is ready. */
    public void startAgain(ServiceInstance instance) {
        instance.start();
        instance.await(READY);
    }

    /** Waits until every instance is ready: how each test finds the stack and must leave it. */
    public void awaitReady() {
        stack.services().forEach(instance -> instance.await(READY));
    }

    /** Stops everything in good order and starts it on the same data. */
    public void restart() {
        stack.close();
        start();
    }

    void start() {
        stack.start((_, _) -> {});
    }

    @Override
    public void close() {
        parley.close();
        stack.close();
        spans.close();
    }
}
