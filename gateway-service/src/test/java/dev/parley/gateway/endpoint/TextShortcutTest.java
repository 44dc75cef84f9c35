package dev.parley.gateway.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TextShortcutTest {
    private final List<String> received = new ArrayList<>();
    private final TextShortcut shortcut = new TextShortcut(10, text -> received.add(new String(text, UTF_8)));
    private final EmbeddedChannel channel = new EmbeddedChannel(shortcut);

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    private boolean goesTheLongWay(WebSocketFrame frame) {
        channel.writeInbound(frame);
        WebSocketFrame passed = channel.readInbound();
        boolean isPassed = passed != null;
        if (isPassed) {
            passed.release();
        }
        return isPassed;
    }

    private static WebSocketFrame text(String text) {
        return new TextWebSocketFrame(text);
    }

    @Test
    void aTextIsReceivedAtOnceAndItsBufferReleased() {
        shortcut.open();
        WebSocketFrame hello = text("hello");
        assertThat(goesTheLongWay(hello)).isFalse();
        assertThat(hello.refCnt()).isZero();
        assertThat(received).containsExactly("hello");
    }

    @Test
    void beforeItIsOpenAllGoesTheLongWayAndWhatComesBehindTooUntilThatHasArrived() {
        assertThat(goesTheLongWay(text("early"))).isTrue();
        shortcut.arrived(); // One from before this was in its place.
        shortcut.open();
        assertThat(goesTheLongWay(text("behind"))).isTrue();
        shortcut.arrived();
        assertThat(goesTheLongWay(text("still"))).isTrue();
        shortcut.arrived();
        shortcut.arrived();
        assertThat(goesTheLongWay(text("now"))).isFalse();
        assertThat(received).containsExactly("now");
    }

    @Test
    void whatComesInPiecesGoesTheLongWayAndNothingOvertakesIt() {
        shortcut.open();
        assertThat(goesTheLongWay(new TextWebSocketFrame(false, 0, "one "))).isTrue();
        assertThat(goesTheLongWay(new PingWebSocketFrame())).isTrue();
        assertThat(goesTheLongWay(new ContinuationWebSocketFrame(true, 0, "piece")))
                .isTrue();
        assertThat(goesTheLongWay(text("behind"))).isTrue();
        shortcut.arrived();
        shortcut.arrived();
        assertThat(goesTheLongWay(text("now"))).isFalse();
    }

    @Test
    void whatIsTooLongIsForOthersToRefuse() {
        shortcut.open();
        assertThat(goesTheLongWay(text("0123456789"))).isFalse();
        assertThat(goesTheLongWay(text("0123456789+"))).isTrue();
    }
}
