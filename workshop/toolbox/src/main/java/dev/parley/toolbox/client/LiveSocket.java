package dev.parley.toolbox.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.impl.WebSocketInternal;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * One WebSocket to one gateway, which says exactly what it is told and keeps nothing. Its methods return at once and may be
 * called on any thread; frames written by one thread keep their order.
 */
public final class LiveSocket {
    private final ClientWebSocket socket;
    private volatile WebSocketInternal connection;
    private final CompletableFuture<SocketEnd> ended = new CompletableFuture<>();

    private LiveSocket(ClientWebSocket socket) {
        this.socket = socket;
    }

    static CompletableFuture<LiveSocket> open(
            WebSocketClient client, URI gateway, Map<String, String> headers, FrameListener listener) {
        var options = new WebSocketConnectOptions()
                .setHost(gateway.getHost())
                .setPort(gateway.getPort())
                .setSsl("https".equals(gateway.getScheme()))
                .setURI("/ws")
                .setTimeout(15_000)
                .addSubProtocol("parley.v1");
        headers.forEach(options::addHeader);
        var opened = new CompletableFuture<LiveSocket>();
        var live = new LiveSocket(client.webSocket());
        // The handlers stand before the connection does: "welcome" may lie in the same packet as the upgrade.
        live.listen(listener);
        live.socket.connect(options).onComplete(result -> {
            if (result.succeeded()) {
                live.connection = (WebSocketInternal) result.result();
                opened.complete(live);
            } else {
                opened.completeExceptionally(reason(result.cause()));
            }
        });
        return opened;
    }

    private static Throwable reason(Throwable failure) {
        return failure instanceof UpgradeRejectedException rejected
                ? new UpgradeRefused(rejected.getStatus(), String.valueOf(rejected.getBody()))
                : failure;
    }

    private void listen(FrameListener listener) {
        socket.textMessageHandler(text -> listener.onText(this, text));
        socket.exceptionHandler(_ -> socket.close());
        socket.closeHandler(_ -> {
            Short code = socket.closeStatusCode();
            var end = new SocketEnd(code == null ? SocketEnd.LOST : Short.toUnsignedInt(code), socket.closeReason());
            ended.complete(end);
            listener.onEnd(this, end);
        });
    }

    /** Completes when the socket is gone. */
    public CompletableFuture<SocketEnd> ended() {
        return ended;
    }

    public boolean isOpen() {
        return !ended.isDone();
    }

    /** What was agreed on at the upgrade. */
    public String subProtocol() {
        return socket.subProtocol();
    }

    public void send(UUID id, UUID conversation, String text) {
        write(frame("send", conversation).put("id", id.toString()).put("text", text));
    }

    public void reply(UUID id, UUID conversation, String text, long replyTo) {
        write(frame("send", conversation)
                .put("id", id.toString())
                .put("text", text)
                .put("replyTo", replyTo));
    }

    public void edit(UUID id, UUID conversation, long target, String text) {
        write(frame("edit", conversation)
                .put("id", id.toString())
                .put("target", target)
                .put("text", text));
    }

    public void delete(UUID id, UUID conversation, long target) {
        write(frame("delete", conversation).put("id", id.toString()).put("target", target));
    }

    public void react(UUID id, UUID conversation, long target, String emoji, boolean remove) {
        write(frame("react", conversation)
                .put("id", id.toString())
                .put("target", target)
                .put("emoji", emoji)
                .put("remove", remove));
    }

    public void received(UUID conversation, long seq) {
        write(frame("received", conversation).put("seq", seq));
    }

    public void read(UUID conversation, long seq) {
        write(frame("read", conversation).put("seq", seq));
    }

    public void typing(UUID conversation) {
        write(frame("typing", conversation));
    }

    /** {@code complete}: these are all conversations the client knows of. */
    public void sync(Map<UUID, Long> cursors, boolean complete) {
        ObjectNode frame = frame("sync").put("complete", complete);
        ObjectNode fields = frame.putObject("cursors");
        cursors.forEach((conversation, seq) -> fields.put(conversation.toString(), seq));
        write(frame);
    }

    public void watch(Collection<UUID> users) {
        ObjectNode frame = frame("watch");
        frame.set("users", Json.of(users));
        write(frame);
    }

    /** {@code online} or {@code away}. */
    public void status(String status) {
        write(frame("status").put("status", status));
    }

    public void signal(UUID to, UUID call, JsonNode data) {
        ObjectNode frame = frame("signal").put("to", to.toString()).put("call", call.toString());
        frame.set("data", data);
        write(frame);
    }

    public void token(String accessToken) {
        write(frame("token").put("accessToken", accessToken));
    }

    public void ping(String id) {
        write(frame("ping").put("id", id));
    }

    /** Writes any text as one text frame, which may be no frame of the contract at all. */
    public void raw(String text) {
        socket.writeTextMessage(text);
    }

    /** Writes a binary frame, which the contract has none of. */
    public void rawBinary(byte[] bytes) {
        socket.writeBinaryMessage(Buffer.buffer(bytes));
    }

    /** Whether more was written than the connection takes; writing on piles it up here. */
    public boolean isFull() {
        return socket.writeQueueFull();
    }

    /** Stops reading, as a client does that hangs: what the gateway writes piles up there. */
    public void pause() {
        socket.pause();
    }

    /** Reads on. */
    public void resume() {
        socket.resume();
    }

    /** Says good-bye. */
    public void close() {
        socket.close();
    }

    /** Breaks the connection without a close frame, as a lost network does. */
    public void cut() {
        // From the first handler on, not from the last: the WebSocket's own would write a close frame.
        var _ = connection.channelHandlerContext().pipeline().firstContext().close();
    }

    private static ObjectNode frame(String type) {
        return Json.object().put("type", type);
    }

    private static ObjectNode frame(String type, UUID conversation) {
        return frame(type).put("conversation", conversation.toString());
    }

    private void write(ObjectNode frame) {
        socket.writeTextMessage(frame.toString());
    }
}
