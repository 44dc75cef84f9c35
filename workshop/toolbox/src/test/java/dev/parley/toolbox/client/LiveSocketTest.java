package dev.parley.toolbox.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a gateway of a few lines, which says at once what it has to say. */
@Timeout(30)
class LiveSocketTest {
    private static final String WELCOME = """
            {"type":"welcome","user":"00000000-0000-7000-8000-000000000001","session":"00000000-0000-7000-8000-000000000002"}""";

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final BlockingQueue<ServerFrame> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Short> serverSawEnd = new CompletableFuture<>();
    private HttpServer server;
    private Parley parley;

    @BeforeEach
    void listen() {
        server = vertx.createHttpServer(new HttpServerOptions().setWebSocketSubProtocols(List.of("parley.v1")))
                .requestHandler(this::answer)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        parley = Parley.at(URI.create("http://localhost:" + server.actualPort()));
    }

    @AfterEach
    void end() {
        parley.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpServerRequest request) {
        if (request.getHeader("Authorization") == null) {
            request.response().setStatusCode(401).end("no");
            return;
        }
        request.toWebSocket().onSuccess(socket -> {
            socket.writeTextMessage(WELCOME);
            socket.textMessageHandler(text -> {
                said.add(text);
                if (text.contains("ping")) {
                    socket.close((short) 4401, "enough");
                }
            });
            socket.closeHandler(_ -> serverSawEnd.complete(socket.closeStatusCode()));
        });
    }

    private LiveSocket open() {
        return parley.open(0, Map.of("Authorization", "Bearer x"), (_, frame) -> heard.add(frame))
                .join();
    }

    @Test
    void theFirstFrameIsHeardEvenIfItComesWithTheUpgrade() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            open();
            assertThat(heard.poll(5, TimeUnit.SECONDS)).isInstanceOf(ServerFrame.Welcome.class);
        }
    }

    @Test
    void theCloseCodeOfTheServerIsSeen() {
        LiveSocket socket = open();

        socket.ping("1");

        assertThat(socket.ended().join()).isEqualTo(new SocketEnd(4401, "enough"));
    }

    @Test
    void aCutSocketSaysNoGoodbye() {
        LiveSocket socket = open();

        socket.cut();

        assertThat(socket.ended().join().code()).isEqualTo(SocketEnd.LOST);
        assertThat(serverSawEnd.join()).as("the close code the server got").isNull();
    }

    @Test
    void framesOfOneThreadKeepTheirOrder() throws InterruptedException {
        LiveSocket socket = open();

        for (int i = 0; i < 200; i++) {
            socket.raw("frame " + i);
        }

        for (int i = 0; i < 200; i++) {
            assertThat(said.poll(5, TimeUnit.SECONDS)).isEqualTo("frame " + i);
        }
    }

    @Test
    void aRefusedUpgradeTellsItsStatus() {
        assertThatThrownBy(() -> parley.open(0, Map.of(), (_, _) -> {}).join())
                .hasCauseInstanceOf(UpgradeRefused.class)
                .hasMessageContaining("401");
    }
}
