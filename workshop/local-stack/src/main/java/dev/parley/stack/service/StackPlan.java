package dev.parley.stack.service;

import dev.parley.stack.process.StackFailure;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a stack shall be.
 *
 * @param root the checkout whose packaged services run
 * @param data where engines keep their data, and logs and secrets lie
 * @param port of the first gateway; empty: every port is any free one, so that stacks do not clash
 * @param partitions of {@code chat.events}, when it is created
 * @param instances how many of each service, 1 to 16
 * @param environment more environment variables, for all services
 */
public record StackPlan(
        Path root,
        Path data,
        OptionalInt port,
        int partitions,
        Map<ServiceKind, Integer> instances,
        Map<String, String> environment) {
    private static final int MOST = 16;

    public StackPlan {
        root = root.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
        instances = Map.copyOf(instances);
        environment = Map.copyOf(environment);
        instances.forEach((kind, count) -> {
            if (count < 1 || count > MOST) {
                throw new StackFailure(kind.module() + ": 1 to " + MOST + " instances, not " + count);
            }
        });
    }

    int count(ServiceKind kind) {
        return instances.getOrDefault(kind, 1);
    }
}
