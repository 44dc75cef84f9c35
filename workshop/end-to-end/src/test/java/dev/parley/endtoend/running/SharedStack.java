package dev.parley.endtoend.running;

import dev.parley.stack.service.ServiceKind;
import dev.parley.stack.service.Stack;
import dev.parley.stack.service.StackPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one {@link RunningParley} of the run, started for the first of them, and ready again before each. */
public final class SharedStack implements ParameterResolver, BeforeEachCallback {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedStack.class);
    private static final int PARTITIONS = 12;

    @Override
    public void beforeEach(ExtensionContext context) {
        parley(context).awaitReady();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningParley.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parley(context);
    }

    /** The root store closes it when the last test is done. A stack that did not start is not started again for every test. */
    private static RunningParley parley(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Attempt.class, _ -> Attempt.make(), Attempt.class)
                .running();
    }

    private record Attempt(RunningParley parley, RuntimeException failure) implements AutoCloseable {
        static Attempt make() {
            try {
                return new Attempt(start(), null);
            } catch (RuntimeException e) {
                return new Attempt(null, e);
            }
        }

        RunningParley running() {
            if (failure != null) {
                throw new IllegalStateException("there is no stack to test", failure);
            }
            return parley;
        }

        @Override
        public void close() {
            if (parley != null) {
                parley.close();
            }
        }
    }

    private static RunningParley start() {
        Path data = Path.of(System.getProperty("parley.end-to-end.data", "target/stack"));
        delete(data);
        var collector = new SpanCollector();
        Map<String, String> environment = new HashMap<>(collector.environment());
        environment.put("PARLEY_LOG_JSON", "true");
        // So that no test waits half a minute for it.
        environment.put("PARLEY_GATEWAY_SOCKET_MOST_LAGGING", "5S");
        var plan = new StackPlan(
                Path.of(System.getProperty("parley.root", "../..")),
                data,
                OptionalInt.empty(),
                PARTITIONS,
                Map.of(ServiceKind.GATEWAY, 2, ServiceKind.MESSAGE, 2, ServiceKind.PERSISTENCE, 2),
                environment);
        var running = new RunningParley(new Stack(plan), collector);
        try {
            running.start();
            return running;
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
    }

    private static void delete(Path data) {
        if (!Files.exists(data)) {
            return;
        }
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + data, e);
        }
    }
}
