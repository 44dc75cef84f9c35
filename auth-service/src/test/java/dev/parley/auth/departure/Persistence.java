package dev.parley.auth.departure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Stands in for persistence-service at its HTTP seam: remembers who departs, and answers as a test wants. */
public final class Persistence implements QuarkusTestResourceLifecycleManager {
    private final Map<UUID, List<Integer>> answers = new ConcurrentHashMap<>();
    private final List<UUID> told = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/users/", this::answer);
        server.start();
        // The first one never answers: calls must pass it by.
        return Map.of(
                "parley.persistence.urls",
                "http://localhost:1,http://localhost:" + server.getAddress().getPort(),
                "parley.auth.departures.tell-every",
                "100ms");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(Persistence.class));
    }

    /** The status codes of the next calls about a user; after them 204. */
    void willAnswer(UUID user, Integer... codes) {
        answers.put(user, new CopyOnWriteArrayList<>(codes));
    }

    /** How often it was told of a user. */
    long timesTold(UUID user) {
        return told.stream().filter(user::equals).count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/", -1);
            UUID user = UUID.fromString(path[3]);
            told.add(user);
            exchange.sendResponseHeaders(isRight(exchange, path) ? next(user) : 400, -1);
        }
    }

    private static boolean isRight(HttpExchange exchange, String[] path) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        return exchange.getRequestMethod().equals("PUT")
                && path[4].equals("departure")
                && new String(Base64.getDecoder().decode(authorization.substring("Basic ".length())), UTF_8)
                        .startsWith("parley:");
    }

    private int next(UUID user) {
        List<Integer> codes = answers.getOrDefault(user, List.of());
        return codes.isEmpty() ? 204 : codes.removeFirst();
    }
}
