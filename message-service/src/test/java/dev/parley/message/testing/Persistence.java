package dev.parley.message.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.api.conversation.ConversationState;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.Role;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.send.Send;
import dev.parley.api.send.SendIdentity;
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
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in for persistence-service at its HTTP seam: answers with the states that a test sets. */
public final class Persistence implements QuarkusTestResourceLifecycleManager {
    private static final String PREFIX = "/internal/conversations/";

    private static final String KEPT = "/internal/sends/kept";

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, String> kept = new ConcurrentHashMap<>();
    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private volatile boolean down;
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        // The first one never answers: calls must pass it by.
        return Map.of(
                "parley.persistence.urls",
                "http://localhost:1,http://localhost:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(Persistence.class));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            calls.computeIfAbsent(path, unseen -> new AtomicInteger()).incrementAndGet();
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            byte[] body = path.equals(KEPT) ? kept(exchange) : answers.get(path);
            if (down) {
                exchange.sendResponseHeaders(503, -1);
            } else if (authorization == null || !credential(authorization).startsWith("parley:")) {
                exchange.sendResponseHeaders(401, -1);
            } else if (body == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private byte[] kept(HttpExchange exchange) throws IOException {
        JsonNode query = json.readTree(exchange.getRequestBody().readAllBytes());
        ObjectNode answer = json.createObjectNode();
        ArrayNode found = answer.putArray("kept");
        query.get("sends").forEach(send -> {
            String at = kept.get(send.toString());
            if (at != null) {
                found.addObject().put("at", at).set("send", send);
            }
        });
        return json.writeValueAsBytes(answer);
    }

    private static String credential(String authorization) {
        return new String(Base64.getDecoder().decode(authorization.substring("Basic ".length())), UTF_8);
    }

    /** A conversation in which the first user is the owner. */
    public ConversationId group(UserId... users) {
        ConversationState state = state(new ConversationId(UUID.randomUUID()), 1, users);
        keep(state);
        return state.id();
    }

    /** A state to tell of. */
    public static ConversationState state(ConversationId id, long version, UserId... users) {
        List<Membership> members = java.util.stream.IntStream.range(0, users.length)
                .mapToObj(i -> new Membership(users[i], i == 0 ? Role.OWNER : Role.MEMBER))
                .toList();
        return new ConversationState(id, ConversationType.GROUP, "a group", version, members);
    }

    public void keep(ConversationState state) {
        try {
            answers.put(PREFIX + state.id(), json.writeValueAsBytes(state));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts an event into history. */
    public void keepEvent(ConversationId conversation, long seq, String frame) {
        answers.put(PREFIX + conversation + "/events/" + seq, frame.getBytes(UTF_8));
    }

    /** Says that history has a send. */
    public void keepSend(Send send, String at) {
        kept.put(json.valueToTree(SendIdentity.of(send)).toString(), at);
    }

    /** How often it was asked which sends history has. */
    public int keptQueries() {
        AtomicInteger count = calls.get(KEPT);
        return count == null ? 0 : count.get();
    }

    /** Answers 503 to everything from now on, or not any more. */
    public void down(boolean now) {
        down = now;
    }

    /** How often this conversation was asked for. */
    public int calls(ConversationId conversation) {
        AtomicInteger count = calls.get(PREFIX + conversation);
        return count == null ? 0 : count.get();
    }
}
