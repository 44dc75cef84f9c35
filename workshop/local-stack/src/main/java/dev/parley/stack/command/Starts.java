package dev.parley.stack.command;

import dev.parley.stack.process.StackFailure;
import dev.parley.stack.service.ImageStarts;
import dev.parley.stack.service.ImageStarts.Start;
import dev.parley.stack.service.ServiceKind;
import dev.parley.stack.service.StackPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./parley starts}: how long each service takes until it is ready, and what it needs while nothing happens. */
@Command(
        name = "starts",
        description =
                "Measures start-up time and idle memory of every service, as in its image, on engines of its own.")
final class Starts implements Callable<Integer> {
    private static final int PARTITIONS = 12;
    private static final double MEGA = 1024.0 * 1024;

    @ParentCommand
    private Launcher launcher;

    @Spec
    private CommandSpec spec;

    @Option(names = "--times", description = "Starts of each service, of which the median counts (${DEFAULT-VALUE}).")
    private int times = 5;

    @Option(names = "--idle", description = "Seconds from ready to the look at memory (${DEFAULT-VALUE}).")
    private int idle = 5;

    @Option(names = "--only", split = ",", description = "Services, all unless told.")
    private List<String> only = List.of();

    @Option(
            names = "--memory",
            description = "The memory of the container that a JVM is to believe in (${DEFAULT-VALUE}).")
    private String memory = "768m";

    @Option(names = "--env", description = "More environment variables of the services: NAME=value.")
    private Map<String, String> environment = new HashMap<>();

    @Override
    public Integer call() {
        var console = new Console(spec.commandLine().getOut());
        Path data = launcher.root().resolve(".parley/starts");
        delete(data);
        Map<String, String> variables = new HashMap<>(environment);
        variables.merge("JDK_JAVA_OPTIONS", "-XX:MaxRAM=" + memory, (given, ours) -> given + " " + ours);
        var plan = new StackPlan(launcher.root(), data, OptionalInt.empty(), PARTITIONS, Map.of(), variables);
        try (var starts = new ImageStarts(plan)) {
            starts.begin();
            console.line("| service | plain | with the AOT cache | cache |\n|---|---|---|---|");
            Arrays.stream(ServiceKind.values())
                    .filter(kind -> only.isEmpty() || only.contains(kind.module()))
                    .forEach(kind -> measure(starts, kind, console));
            return 0;
        } catch (StackFailure failure) {
            console.failed(failure.getMessage());
            return 1;
        } finally {
            delete(data);
        }
    }

    private void measure(ImageStarts starts, ServiceKind kind, Console console) {
        // The first start migrates the database, which is no part of any other.
        starts.start(kind, false, Duration.ZERO);
        String plain = median(starts, kind, false);
        long cache = starts.train(kind);
        String cached = median(starts, kind, true);
        console.line(
                String.format(Locale.ROOT, "| %s | %s | %s | %.0f MB |", kind.module(), plain, cached, cache / MEGA));
    }

    private String median(ImageStarts starts, ServiceKind kind, boolean cached) {
        List<Start> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.add(starts.start(kind, cached, Duration.ofSeconds(idle)));
        }
        return String.format(
                Locale.ROOT,
                "%.2f s, %.1f s of CPU, %.0f MB",
                median(all, start -> start.ready().toMillis() / 1e3),
                median(all, start -> start.cpu().toMillis() / 1e3),
                median(all, start -> start.idleBytes() / MEGA));
    }

    private static double median(List<Start> starts, ToDoubleFunction<Start> figure) {
        double[] sorted = starts.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
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
