package dev.parley.stack.service;

import dev.parley.stack.process.Jvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a packaged service is run on one machine among others: small heap, quick start. */
record ServiceCommand(ServiceKind kind, Path app, List<String> cache) {
    static Path jar(Path app) {
        return app.resolve("quarkus-run.jar");
    }

    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                Jvm.program().toString(),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        arguments.addAll(Jvm.hugePages());
        arguments.addAll(heap());
        arguments.addAll(cache);
        arguments.addAll(List.of("-jar", jar(app).toString()));
        return arguments;
    }

    /**
     * What carries messages gets a young generation that holds many batches: little of them then outlives a collection.
     */
    private List<String> heap() {
        return switch (kind) {
            case GATEWAY -> List.of("-Xms160m", "-Xmx768m", "-Xmn96m");
            case MESSAGE, PERSISTENCE -> List.of("-Xms128m", "-Xmx512m", "-Xmn64m");
            case AUTH, PRESENCE -> List.of("-Xms48m", "-Xmx256m");
        };
    }
}
