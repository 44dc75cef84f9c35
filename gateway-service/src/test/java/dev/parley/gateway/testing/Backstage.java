package dev.parley.gateway.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The services behind the gateway, as far as it can see: four HTTP servers that answer on the real wire from what a test has put
 * in here. Each can be made to fail.
 */
public final class Backstage {
    public final ObjectMapper json = new ObjectMapper();
    public final ConcurrentLinkedQueue<JsonNode> sends = new ConcurrentLinkedQueue<>();
    public final ConcurrentLinkedQueue<Integer> batches = new ConcurrentLinkedQueue<>();
    public final ConcurrentLinkedQueue<JsonNode> receipts = new ConcurrentLinkedQueue<>();
    public final ConcurrentLinkedQueue<String> historyCalls = new ConcurrentLinkedQueue<>();
    public final Set<String> refusedConversations = new CopyOnWriteArraySet<>();
    public final AtomicInteger failingSends = new AtomicInteger();
    public volatile boolean messageDown;
    public volatile boolean historyDown;
    public volatile boolean presenceDown;

    private final Map<String, Map<String, Long>> conversations = new ConcurrentHashMap<>();
    private final Map<String, List<String>> events = new ConcurrentHashMap<>();
    private final Map<String, HttpServer> servers = new HashMap<>();
    private final Map<String, Answerer> answerers = new HashMap<>();

    Backstage() {
        serve("message", this::message);
        serve("persistence", this::persistence);
        serve("presence", this::presence);
        serve("auth", this::echo);
    }

    @FunctionalInterface
    private interface Answerer {
        void answer(HttpExchange exchange) throws IOException;
    }

    Map<String, String> config() {
        Map<String, String> config = new HashMap<>();
        servers.forEach((name, server) -> config.put(
                "parley." + name + ".urls",
                // The first of two never answers: every call of every test passes it by.
                "http://127.0.0.1:1,http://127.0.0.1:" + server.getAddress().getPort()));
        return config;
    }

    void stop() {
        servers.values().forEach(server -> server.stop(0));
    }

    /** The user is a member, and history has the conversation up to this seq. */
    public void member(UUID user, UUID conversation, long lastSeq) {
        conversations
                .computeIfAbsent(user.toString(), key -> new ConcurrentHashMap<>())
                .put(conversation.toString(), lastSeq);
    }

    public void notMember(UUID user, UUID conversation) {
        conversations.getOrDefault(user.toString(), Map.of()).remove(conversation.toString());
    }

    /** History has these frames, of seqs 1 and on. */
    public void history(UUID conversation, List<String> frames) {
        events.put(conversation.toString(), List.copyOf(frames));
    }

    /** A service whose process is gone: connections are refused. */
    public void down(String name) {
        servers.get(name).stop(0);
    }

    /** Starts it again where it was. */
    public void up(String name) {
        serve(name, answerers.get(name), servers.get(name).getAddress().getPort());
    }

    private void serve(String name, Answerer answerer) {
        answerers.put(name, answerer);
        serve(name, answerer, 0);
    }

    private void serve(String name, Answerer answerer, int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> {
                try (exchange) {
                    answerer.answer(exchange);
                }
            });
            server.start();
            servers.put(name, server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void message(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (messageDown) {
            answer(exchange, 503, "{}");
        } else if (path.equals("/internal/sends")) {
            sends(exchange);
        } else if (path.equals("/internal/receipts")) {
            json.readTree(exchange.getRequestBody().readAllBytes())
                    .get("receipts")
                    .forEach(receipts::add);
            exchange.sendResponseHeaders(204, -1);
        } else {
            echo(exchange);
        }
    }

    private void sends(HttpExchange exchange) throws IOException {
        JsonNode batch = json.readTree(exchange.getRequestBody().readAllBytes()).get("sends");
        if (failingSends.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            answer(exchange, 503, "{}");
            return;
        }
        batches.add(batch.size());
        ArrayNode results = json.createArrayNode();
        for (JsonNode send : batch) {
            sends.add(send);
            ObjectNode result = results.addObject();
            if (refusedConversations.contains(send.get("conversation").asText())) {
                result.put("code", "not_member").put("message", "not a member");
            } else {
                result.put("at", "2026-01-02T03:04:05.678Z");
            }
        }
        answer(exchange, 200, json.createObjectNode().set("results", results).toString());
    }

    private void persistence(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        historyCalls.add(path);
        String[] parts = path.split("/", -1);
        if (historyDown) {
            answer(exchange, 503, "{}");
        } else if (path.matches("/internal/users/[^/]+/conversations")) {
            conversationsOf(exchange, parts[3]);
        } else if (path.matches("/internal/users/[^/]+/shares-with/[^/]+")) {
            boolean shares = conversations.getOrDefault(parts[3], Map.of()).keySet().stream()
                    .anyMatch(conversations.getOrDefault(parts[5], Map.of())::containsKey);
            exchange.sendResponseHeaders(shares ? 204 : 404, -1);
        } else if (path.matches("/internal/conversations/[^/]+/events")) {
            eventsAfter(exchange, parts[3]);
        } else if (path.matches("/internal/conversations/[^/]+")) {
            answer(exchange, 200, state(parts[3]).toString());
        } else {
            echo(exchange);
        }
    }

    private void conversationsOf(HttpExchange exchange, String user) throws IOException {
        ArrayNode list = json.createArrayNode();
        conversations
                .getOrDefault(user, Map.of())
                .forEach((id, lastSeq) ->
                        list.addObject().put("conversation", id).put("lastSeq", lastSeq));
        answer(exchange, 200, json.createObjectNode().set("conversations", list).toString());
    }

    /** A conversation as persistence-service tells of it. */
    public ObjectNode state(String conversation) {
        ObjectNode state = json.createObjectNode()
                .put("id", conversation)
                .put("type", "group")
                .put("title", "A group")
                .put("version", 1);
        state.putArray("members");
        return state;
    }

    private void eventsAfter(HttpExchange exchange, String conversation) throws IOException {
        Map<String, Long> query = new HashMap<>();
        for (String part : exchange.getRequestURI().getQuery().split("&", -1)) {
            String[] pair = part.split("=", 2);
            query.put(pair[0], Long.valueOf(pair[1]));
        }
        List<String> all = events.getOrDefault(conversation, List.of());
        int from = (int) Math.min(all.size(), query.get("after"));
        int to = (int) Math.min(all.size(), from + query.get("limit"));
        answer(exchange, 200, String.join("\n", all.subList(from, to)));
    }

    private void presence(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        if (presenceDown) {
            answer(exchange, 503, "{}");
            return;
        }
        ArrayNode users = json.createArrayNode();
        Arrays.stream(query.substring("users=".length()).split(",", -1))
                .forEach(user -> users.addObject().put("user", user).put("status", "offline"));
        answer(exchange, 200, json.createObjectNode().set("users", users).toString());
    }

    /** Says what reached it. */
    private void echo(HttpExchange exchange) throws IOException {
        ObjectNode seen = json.createObjectNode()
                .put("method", exchange.getRequestMethod())
                .put("uri", exchange.getRequestURI().toString())
                .put("bodyLength", exchange.getRequestBody().readAllBytes().length);
        ObjectNode headers = seen.putObject("headers");
        exchange.getRequestHeaders().forEach((name, values) -> {
            ArrayNode all = headers.putArray(name.toLowerCase(java.util.Locale.ROOT));
            new ArrayList<>(values).forEach(all::add);
        });
        exchange.getResponseHeaders().add("X-Served-By", "backstage");
        answer(exchange, 200, seen.toString());
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
