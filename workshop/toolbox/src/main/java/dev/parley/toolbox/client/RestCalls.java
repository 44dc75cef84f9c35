package dev.parley.toolbox.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Blocking REST calls, in turn to each gateway; one that is down is passed by where repeating is safe, and what came too
 * fast is repeated in time. Safe on any thread.
 */
final class RestCalls implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Seconds; a longer wait is for the caller to know of. */
    private static final long LONGEST_WAIT = 5;

    private static final int MOST_TOO_FAST = 10;
    private static final int TOO_MANY = 429;

    private final List<URI> gateways;
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    RestCalls(List<URI> gateways) {
        this.gateways = gateways;
    }

    Answer call(String method, String path, Map<String, String> headers, Object body) {
        for (int tooFast = 1; ; tooFast++) {
            Answer answer = reach(method, path, headers, body);
            long wait = answer.status() == TOO_MANY
                    ? answer.json().path("retryAfter").asLong(0)
                    : 0;
            if (wait < 1 || wait > LONGEST_WAIT || tooFast == MOST_TOO_FAST) {
                return answer;
            }
            pause(wait, method + " " + path);
        }
    }

    private static void pause(long seconds, String call) {
        try {
            Thread.sleep(Duration.ofSeconds(seconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + call, e);
        }
    }

    private Answer reach(String method, String path, Map<String, String> headers, Object body) {
        for (int attempt = 1; ; attempt++) {
            URI gateway = gateways.get(Math.floorMod(turn.getAndIncrement(), gateways.size()));
            try {
                return callAt(gateway, method, path, headers, body);
            } catch (UncheckedIOException e) {
                if (attempt > gateways.size() || !repeatable(method, e.getCause())) {
                    throw e;
                }
            }
        }
    }

    Answer callAt(URI gateway, String method, String path, Map<String, String> headers, Object body) {
        var request = HttpRequest.newBuilder(gateway.resolve(path)).timeout(TIMEOUT);
        headers.forEach(request::header);
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json");
            String text = body instanceof String raw ? raw : Json.write(body);
            request.method(method, HttpRequest.BodyPublishers.ofString(text));
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(method + " " + path, response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + gateway.resolve(path) + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + method + " " + path, e);
        }
    }

    /** Nothing can have happened if there was no connection; and a GET changes nothing. */
    private static boolean repeatable(String method, IOException failure) {
        return failure instanceof ConnectException
                || failure instanceof HttpConnectTimeoutException
                || "GET".equals(method);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
