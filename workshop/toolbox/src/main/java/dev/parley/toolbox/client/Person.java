package dev.parley.toolbox.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Somebody with a session, and what he can do over REST; every call blocks. Safe on any thread. */
public final class Person {
    /** Asks for the refresh token in the body: this client keeps no cookies. */
    static final Map<String, String> TOKEN_IN_BODY = Map.of("X-Refresh-Token", "body");

    private static final Duration BEFORE_EXPIRY = Duration.ofSeconds(30);
    private static final int LARGEST_PAGE = 200;

    private final Parley parley;
    private Session session;
    private long expiresAt;

    Person(Parley parley, Session session) {
        this.parley = parley;
        keep(session);
    }

    public UUID id() {
        return session().user();
    }

    public String username() {
        return session().username();
    }

    public synchronized Session session() {
        return session;
    }

    /** An access token that holds for a while yet. */
    public synchronized String accessToken() {
        if (System.nanoTime() > expiresAt) {
            refresh();
        }
        return session.accessToken();
    }

    /** Spends the refresh token for a new session of the same id. */
    public synchronized Session refresh() {
        Answer answer =
                parley.call("POST", "/api/auth/refresh", TOKEN_IN_BODY, Map.of("refreshToken", session.refreshToken()));
        keep(Session.of(answer.expect(200).json()));
        return session;
    }

    private synchronized void keep(Session fresh) {
        session = fresh;
        expiresAt = System.nanoTime() + fresh.expiresIn().minus(BEFORE_EXPIRY).toNanos();
    }

    /** Any call as this person. */
    public Answer call(String method, String path, Object body) {
        return parley.call(method, path, headers(), body);
    }

    /** Any call as this person, by one gateway. */
    public Answer callAt(int gateway, String method, String path, Object body) {
        return parley.callAt(gateway, method, path, headers(), body);
    }

    /** Opens a socket; see {@link Parley#open}. */
    public CompletableFuture<LiveSocket> open(int gateway, FrameListener listener) {
        return parley.open(gateway, Map.of("Authorization", "Bearer " + accessToken()), listener);
    }

    /** A new device of this person, not connected yet. */
    public Device device() {
        return new Device(parley, this);
    }

    /** The direct conversation with somebody, made if there is none. */
    public UUID directWith(Person other) {
        var body = Map.of("type", "direct", "members", List.of(other.id()));
        return Json.uuid(
                call("POST", "/api/conversations", body).expect(200, 201).json(), "id");
    }

    /** A new group of this person (its owner) and these. */
    public UUID group(String title, Collection<Person> others) {
        List<UUID> members = others.stream().map(Person::id).toList();
        var body = Map.of("type", "group", "title", title, "members", members);
        return Json.uuid(call("POST", "/api/conversations", body).expect(201).json(), "id");
    }

    public Conversation conversation(UUID id) {
        return Conversation.of(
                call("GET", "/api/conversations/" + id, null).expect(200).json());
    }

    /** All conversations, page by page, newest activity first. */
    public List<Conversation> conversations() {
        List<Conversation> all = new ArrayList<>();
        String next = "";
        do {
            String path = "/api/conversations?limit=50" + (next.isEmpty() ? "" : "&before=" + encode(next));
            JsonNode page = call("GET", path, null).expect(200).json();
            page.path("conversations").forEach(json -> all.add(Conversation.of(json)));
            next = page.path("next").asText("");
        } while (!next.isEmpty());
        return all;
    }

    public void rename(UUID conversation, String title) {
        call("PATCH", "/api/conversations/" + conversation, Map.of("title", title))
                .expect(200, 204);
    }

    public void add(UUID conversation, Person member) {
        call("POST", "/api/conversations/" + conversation + "/members", Map.of("user", member.id()))
                .expect(201);
    }

    /** Removes a member, or leaves. */
    public void remove(UUID conversation, Person member) {
        call("DELETE", "/api/conversations/" + conversation + "/members/" + member.id(), null)
                .expect(204);
    }

    public void giveRole(UUID conversation, Person member, String role) {
        call("PUT", "/api/conversations/" + conversation + "/members/" + member.id() + "/role", Map.of("role", role))
                .expect(204);
    }

    /** Sends over REST. */
    public Answer send(UUID conversation, UUID id, String text) {
        return call("POST", "/api/conversations/" + conversation + "/messages", Map.of("id", id, "text", text));
    }

    /** One page of history: what comes after a seq. */
    public HistoryPage eventsAfter(UUID conversation, long seq, int limit) {
        return page(conversation, "after=" + seq, limit);
    }

    /** One page of history: what comes before a seq. */
    public HistoryPage eventsBefore(UUID conversation, long seq, int limit) {
        return page(conversation, "before=" + seq, limit);
    }

    /** Everything after a seq, page by page, until nothing more is covered. */
    public List<ChatEvent> history(UUID conversation, long after) {
        List<ChatEvent> all = new ArrayList<>();
        long covered = after;
        while (true) {
            HistoryPage page = eventsAfter(conversation, covered, LARGEST_PAGE);
            if (page.events().isEmpty()) {
                return all;
            }
            all.addAll(page.events());
            covered = page.to();
        }
    }

    private HistoryPage page(UUID conversation, String where, int limit) {
        String path = "/api/conversations/" + conversation + "/events?" + where + "&limit=" + limit;
        return HistoryPage.of(conversation, call("GET", path, null).expect(200).json());
    }

    /** Messages found in the caller's conversations. {@code conversation}: null for all of them. */
    public JsonNode search(String text, UUID conversation) {
        String path = "/api/search?q=" + encode(text) + (conversation == null ? "" : "&conversation=" + conversation);
        return call("GET", path, null).expect(200).json().path("hits");
    }

    /** User to {@code online}, {@code away} or {@code offline}. */
    public Map<UUID, String> presence(Collection<Person> people) {
        String ids = people.stream().map(person -> person.id().toString()).collect(Collectors.joining(","));
        Map<UUID, String> statuses = new HashMap<>();
        call("GET", "/api/presence?users=" + ids, null)
                .expect(200)
                .json()
                .path("users")
                .forEach(user -> statuses.put(Json.uuid(user, "user"), Json.text(user, "status")));
        return statuses;
    }

    /** Changes the own profile. */
    public JsonNode changeDisplayName(String name) {
        ObjectNode body = Json.object().put("displayName", name);
        return call("PATCH", "/api/users/me", body).expect(200).json();
    }

    public void changePassword(String current, String next) {
        call("POST", "/api/auth/password", Map.of("current", current, "next", next))
                .expect(204);
    }

    public void logout() {
        call("POST", "/api/auth/logout", null).expect(204);
    }

    private Map<String, String> headers() {
        return Map.of("Authorization", "Bearer " + accessToken());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
