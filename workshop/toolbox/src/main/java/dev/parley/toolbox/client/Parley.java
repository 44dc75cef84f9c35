package dev.parley.toolbox.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A running Parley as seen from outside: one or more gateways of one system. Safe on any thread. */
public final class Parley implements AutoCloseable {
    private static final int LARGEST_MESSAGE = 4 << 20;
    private static final int EVENT_LOOPS = 2;

    private final List<URI> gateways;
    private final RestCalls rest;
    private final Vertx vertx;
    private final WebSocketClient sockets;

    private Parley(List<URI> gateways) {
        this.gateways = List.copyOf(gateways);
        this.rest = new RestCalls(this.gateways);
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS));
        // Vert.x 4.5 numbers timers from 0, and cancels a handshake's timeout only if its number is higher: without
        // this,
        // the first socket would be closed when that timeout is over.
        later(0, () -> {});
        this.sockets = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxConnections(Integer.MAX_VALUE)
                .setMaxFrameSize(LARGEST_MESSAGE)
                .setMaxMessageSize(LARGEST_MESSAGE)
                .setTcpNoDelay(true)
                .setConnectTimeout(5_000));
    }

    /** The system behind these gateways, for example {@code http://localhost:8080}. */
    public static Parley at(List<URI> gateways) {
        if (gateways.isEmpty()) {
            throw new IllegalArgumentException("one gateway or more is needed");
        }
        return new Parley(gateways);
    }

    public static Parley at(URI... gateways) {
        return at(List.of(gateways));
    }

    public List<URI> gateways() {
        return gateways;
    }

    /**
     * Makes an account.
     *
     * @throws Refused if the name is taken or breaks a rule
     */
    public Person register(String username, String password, String displayName) {
        var body = Map.of("username", username, "password", password, "displayName", displayName);
        return loggedIn(
                call("POST", "/api/auth/register", Person.TOKEN_IN_BODY, body).expect(201));
    }

    /**
     * Opens a session.
     *
     * @throws Refused if name and password do not match
     */
    public Person login(String username, String password) {
        var body = Map.of("username", username, "password", password);
        return loggedIn(
                call("POST", "/api/auth/login", Person.TOKEN_IN_BODY, body).expect(200));
    }

    /**
     * Goes on with an earlier session, whose refresh token is spent by that.
     *
     * @throws Refused if the token was spent before or the session has ended
     */
    public Person resume(String refreshToken) {
        return loggedIn(call("POST", "/api/auth/refresh", Person.TOKEN_IN_BODY, Map.of("refreshToken", refreshToken))
                .expect(200));
    }

    /** Any REST call, by the next gateway. {@code body}: null, a text that is sent as it is, or an object to be written as JSON. */
    public Answer call(String method, String path, Map<String, String> headers, Object body) {
        return rest.call(method, path, headers, body);
    }

    /** Any REST call, by this gateway and no other. */
    public Answer callAt(int gateway, String method, String path, Map<String, String> headers, Object body) {
        return rest.callAt(gateways.get(gateway), method, path, headers, body);
    }

    /**
     * Opens a socket. The future fails with {@link UpgradeRefused} if the gateway answers with anything but an upgrade.
     *
     * @param headers of the upgrade, for example {@code Authorization}
     * @param listener hears every frame, on an event loop
     */
    public CompletableFuture<LiveSocket> open(int gateway, Map<String, String> headers, FrameListener listener) {
        return LiveSocket.open(sockets, gateways.get(gateway), headers, listener);
    }

    /** Runs something later on an event loop. */
    void later(long milliseconds, Runnable work) {
        vertx.setTimer(Math.max(1, milliseconds), _ -> work.run());
    }

    private Person loggedIn(Answer answer) {
        JsonNode session = answer.json();
        return new Person(this, Session.of(session));
    }

    @Override
    public void close() {
        rest.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .exceptionally(_ -> null)
                .join();
    }
}
