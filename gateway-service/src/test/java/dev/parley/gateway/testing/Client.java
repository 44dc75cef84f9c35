package dev.parley.gateway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** A client of the public contract that a test steers by hand. Keeps every frame until it is asked for. */
public final class Client implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final boolean reads;
    private WebSocket socket;

    private Client(boolean reads) {
        this.reads = reads;
    }

    /** Opens a socket with a token; {@code welcome} has been read. */
    public static Client open(int port, String token) {
        Client client = connect(port, token, true);
        client.next("welcome");
        return client;
    }

    /** Opens a socket that never reads anything. */
    public static Client openDeaf(int port, String token) {
        return connect(port, token, false);
    }

    private static Client connect(int port, String token, boolean reads) {
        Client client = new Client(reads);
        client.socket = HTTP.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(address(port), client.new Frames())
                .join();
        return client;
    }

    /** Opens a socket as a browser does. */
    public static Client openLikeBrowser(int port, String origin, String... subprotocols) {
        Client client = new Client(true);
        var builder = HTTP.newWebSocketBuilder().header("Origin", origin);
        String[] others = java.util.Arrays.copyOfRange(subprotocols, 1, subprotocols.length);
        client.socket = builder.subprotocols(subprotocols[0], others)
                .buildAsync(address(port), client.new Frames())
                .join();
        return client;
    }

    /** The status with which an upgrade is refused. */
    public static int refusal(int port, String header, String value) {
        try {
            HTTP.newWebSocketBuilder()
                    .header(header, value)
                    .buildAsync(address(port), new WebSocket.Listener() {})
                    .join()
                    .abort();
            throw new AssertionError("the upgrade was not refused");
        } catch (CompletionException e) {
            return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
        }
    }

    private static URI address(int port) {
        return URI.create("ws://localhost:" + port + "/ws");
    }

    public String subprotocol() {
        return socket.getSubprotocol();
    }

    public void send(String frame) {
        socket.sendText(frame.replace('\'', '"'), true).join();
    }

    /** Sends a message and gives its id. */
    public UUID message(UUID conversation, String text) {
        UUID id = UUID.randomUUID();
        send("{'type':'send','id':'%s','conversation':'%s','text':'%s'}".formatted(id, conversation, text));
        return id;
    }

    /** The next frame of this type; frames of other types before it are passed over. */
    public JsonNode next(String type) {
        return next(frame -> frame.get("type").asText().equals(type), type);
    }

    public JsonNode next(Predicate<JsonNode> wanted, String what) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<JsonNode> passed = new ArrayList<>();
        try {
            while (true) {
                JsonNode frame = frames.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (frame == null) {
                    throw new AssertionError("no " + what + " came, but " + passed.size() + ": "
                            + passed.stream().limit(3).toList() + " closed " + closed);
                }
                if (wanted.test(frame)) {
                    return frame;
                }
                passed.add(frame);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The types of all frames that came before the answer to a ping sent now. */
    public List<JsonNode> untilPong() {
        String id = UUID.randomUUID().toString();
        send("{'type':'ping','id':'%s'}".formatted(id));
        List<JsonNode> before = new ArrayList<>();
        next(
                frame -> {
                    boolean isPong = frame.get("type").asText().equals("pong")
                            && frame.path("id").asText().equals(id);
                    if (!isPong) {
                        before.add(frame);
                    }
                    return isPong;
                },
                "pong");
        return before;
    }

    /** The code with which the gateway closes the socket. */
    public int closeCode() {
        try {
            return closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new AssertionError("not closed, but " + frames, e);
        }
    }

    public boolean isClosed() {
        return closed.isDone();
    }

    /** Starts to read, for a client that did not. */
    public void readOn() {
        socket.request(Long.MAX_VALUE);
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Frames implements WebSocket.Listener {
        private final StringBuilder partial = new StringBuilder();

        @Override
        public void onOpen(WebSocket webSocket) {
            if (reads) {
                webSocket.request(Long.MAX_VALUE);
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                try {
                    frames.add(JSON.readTree(partial.toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                partial.setLength(0);
            }
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closed.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
