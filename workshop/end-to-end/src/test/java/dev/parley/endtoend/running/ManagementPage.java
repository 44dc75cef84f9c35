package dev.parley.endtoend.running;

import dev.parley.stack.service.ServiceInstance;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What an instance tells of itself on its management port. */
public record ManagementPage(String text) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Asks for one. Blocks. */
    public static ManagementPage of(ServiceInstance instance, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(instance.managementUrl() + path))
                .timeout(PATIENCE)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return new ManagementPage(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    /** The value of one metric, by its name with its labels as Prometheus reads them. */
    public double metric(String sample) {
        return text.lines()
                .filter(line -> line.startsWith(sample + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + sample));
    }
}
