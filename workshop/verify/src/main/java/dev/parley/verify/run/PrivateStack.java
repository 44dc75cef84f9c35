package dev.parley.verify.run;

import dev.parley.stack.service.ServiceKind;
import dev.parley.stack.service.Stack;
import dev.parley.stack.service.StackPlan;
import dev.parley.verify.plan.RunPlan;
import dev.parley.verify.report.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Makes a stack for one run, with ports and data of its own, and takes it away afterwards. */
public final class PrivateStack {
    private static final int PARTITIONS = 12;
    private static final int TWO = 2;

    private PrivateStack() {}

    /** Runs the plan over two instances of everything that may be lost. */
    public static Result run(RunPlan plan, Path root, Path data, Progress progress) {
        return run(plan, root, data, TWO, progress);
    }

    /**
     * Runs the plan over the services of a checkout.
     *
     * @param data where the stack's data lie meanwhile; they stay if the promise was broken
     * @param instances of each service but auth-service
     */
    public static Result run(RunPlan plan, Path root, Path data, int instances, Progress progress) {
        return run(plan, root, data, instances, BackgroundLoad.NONE, progress);
    }

    /** The same, with more going on meanwhile. */
    public static Result run(
            RunPlan plan, Path root, Path data, int instances, BackgroundLoad background, Progress progress) {
        delete(data);
        var stackPlan = new StackPlan(
                root,
                data,
                OptionalInt.empty(),
                PARTITIONS,
                Map.of(
                        ServiceKind.GATEWAY, instances,
                        ServiceKind.MESSAGE, instances,
                        ServiceKind.PERSISTENCE, instances,
                        ServiceKind.PRESENCE, instances),
                Map.of());
        Result result;
        try (var stack = new Stack(stackPlan)) {
            progress.say("starting a stack: " + data);
            stack.start((_, _) -> {});
            result = new Run(plan, stack, background, progress).perform();
        }
        if (result.holds()) {
            delete(data);
        } else {
            progress.say("its logs and data stay: " + data);
        }
        return result;
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + directory, e);
        }
    }
}
