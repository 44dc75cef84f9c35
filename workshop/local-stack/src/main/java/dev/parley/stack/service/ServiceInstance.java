package dev.parley.stack.service;

import dev.parley.stack.process.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** One process of a service. */
public final class ServiceInstance {
    private static final Duration ANSWER = Duration.ofSeconds(2);
    /** Longer than a drain, and than the writing of a start cache on a busy machine. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    private final ServiceKind kind;
    private final ChildProcess process;
    private final int port;
    private final int managementPort;
    private final HttpClient http;

    ServiceInstance(ServiceKind kind, ChildProcess process, int port, int managementPort, HttpClient http) {
        this.kind = kind;
        this.process = process;
        this.port = port;
        this.managementPort = managementPort;
        this.http = http;
    }

    public ServiceKind kind() {
        return kind;
    }

    public ChildProcess process() {
        return process;
    }

    /** Its base address. */
    public String url() {
        return "http://localhost:" + port;
    }

    /** Where health and metrics are. */
    public String managementUrl() {
        return "http://localhost:" + managementPort;
    }

    /** Whether it says it is ready. */
    public boolean ready() {
        var request = HttpRequest.newBuilder(URI.create(managementUrl() + "/q/health/ready"))
                .timeout(ANSWER)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public void start() {
        process.start();
    }

    /** Waits until it is ready. */
    public void await(Duration atMost) {
        process.await(this::ready, atMost);
    }

    /** Asks it to drain and to end. */
    public void stop() {
        process.stop(GRACE);
    }
}
