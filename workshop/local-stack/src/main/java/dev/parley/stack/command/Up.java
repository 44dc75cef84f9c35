package dev.parley.stack.command;

import dev.parley.stack.process.Spawner;
import dev.parley.stack.process.StackFailure;
import dev.parley.stack.process.StartCaches;
import dev.parley.stack.service.ServiceKind;
import dev.parley.stack.service.Stack;
import dev.parley.stack.service.StackPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./parley up}: everything on this machine, until Ctrl-C. */
@Command(name = "up", description = "Starts everything on this machine and prints the address; Ctrl-C stops it.")
final class Up implements Callable<Integer> {
    private static final int PARTITIONS = 12;

    @ParentCommand
    private Launcher launcher;

    @Spec
    private CommandSpec spec;

    @Option(names = "--port", defaultValue = "8080", description = "Port of the first gateway (${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--gateways", defaultValue = "1", description = "Gateway processes, on ports one after the other.")
    private int gateways;

    @Option(names = "--routers", defaultValue = "1", description = "message-service processes.")
    private int routers;

    @Option(names = "--persisters", defaultValue = "1", description = "persistence-service processes.")
    private int persisters;

    @Option(names = "--data", description = "Where data, logs and secrets are kept (.parley/data).")
    private Path data;

    @Option(
            names = "--restart-after",
            defaultValue = "2",
            description = "Seconds until a part that ended is started again (${DEFAULT-VALUE}).")
    private int restartAfter;

    @Override
    public Integer call() throws InterruptedException {
        var console = new Console(spec.commandLine().getOut());
        var plan = new StackPlan(
                launcher.root(),
                launcher.data(data),
                OptionalInt.of(port),
                PARTITIONS,
                Map.of(
                        ServiceKind.GATEWAY, gateways,
                        ServiceKind.MESSAGE, routers,
                        ServiceKind.PERSISTENCE, persisters),
                Map.of());
        var caches = StartCaches.in(launcher.root().resolve(".parley/start-caches"));
        try (var _ = DataLock.of(plan.data());
                var stack = new Stack(plan, caches, Spawner.withPriorities());
                var training = new Training(plan, caches, console)) {
            return run(stack, caches, training, console);
        } catch (StackFailure e) {
            console.failed(e.getMessage());
            return 1;
        }
    }

    private int run(Stack stack, StartCaches caches, Training training, Console console) throws InterruptedException {
        var stop = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        stopOnSignal(stop, stopped);
        console.line(console.strong("Parley") + " is starting (data and logs: "
                + stack.plan().data() + ")");
        try {
            long began = System.nanoTime();
            stack.start((process, after) -> console.ready(process.name(), after));
            RunFile.of(stack).write(stack.plan().data());
            welcome(stack, console, Duration.ofNanos(System.nanoTime() - began));
            if (caches.lacking()) {
                training.begin();
            }
            new Supervisor(stack, console, Duration.ofSeconds(restartAfter)).watch(stop);
            return 0;
        } finally {
            console.line("Stopping");
            training.close();
            stack.close();
            RunFile.delete(stack.plan().data());
            console.line("Stopped; the data is kept.");
            stopped.countDown();
        }
    }

    private void welcome(Stack stack, Console console, Duration took) {
        String address = stack.services(ServiceKind.GATEWAY).getFirst().url();
        console.line(String.format("Ready in %.1f s. Open %s", took.toMillis() / 1000.0, console.strong(address)));
        if (!address.endsWith(":" + port)) {
            console.line("  (port " + port + " was taken)");
        }
        stack.services(ServiceKind.GATEWAY).stream()
                .skip(1)
                .forEach(gateway -> console.line("  another gateway: " + gateway.url()));
        console.line("Two people are needed for a chat: open it in a second browser or a private window, or fill it"
                + " with ./parley demo. Ctrl-C stops everything.");
    }

    /** The JVM ends when its hooks have: so the hook waits until all is stopped in good order. */
    private static void stopOnSignal(CountDownLatch stop, CountDownLatch stopped) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stop.countDown();
                            try {
                                stopped.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "stop"));
    }
}
