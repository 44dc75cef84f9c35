package dev.parley.stack.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a packaged service is run on one machine among others: small heap, quick start. */
record ServiceCommand(Path app, List<String> cache) {
    static Path jar(Path app) {
        return app.resolve("quarkus-run.jar");
    }

    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms48m",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        arguments.addAll(cache);
        arguments.addAll(List.of("-jar", jar(app).toString()));
        return arguments;
    }
}
