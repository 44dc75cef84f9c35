package dev.parley.toolbox.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private static final String LONG = "x".repeat(300);
    private static final String LONGER = "y".repeat(70_000);

    private final List<String> heard = new ArrayList<>();
    private final FrameReader reader = new FrameReader(new Recorder());

    @Test
    void severalFramesInOneReadAreToldApart() {
        reader.read(all(frame(0x81, "one"), frame(0x81, LONG), frame(0x89, "ping"), frame(0x81, LONGER)));

        assertThat(heard).containsExactly("one", LONG, "ping ping", LONGER);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 299, 1_000})
    void framesCutAnywhereAreReadWhole(int size) {
        ByteBuf bytes = all(frame(0x81, "one"), frame(0x81, LONG), frame(0x81, ""), frame(0x81, LONGER));

        while (bytes.isReadable()) {
            reader.read(bytes.readBytes(Math.min(size, bytes.readableBytes())));
        }

        assertThat(heard).containsExactly("one", LONG, "", LONGER);
    }

    @Test
    void textInSeveralFramesIsPutTogetherAroundAPing() {
        reader.read(all(frame(0x01, "one "), frame(0x89, ""), frame(0x00, "and "), frame(0x80, "two")));

        assertThat(heard).containsExactly("ping ", "one and two");
    }

    @Test
    void closeHasItsCode() {
        ByteBuf close = Unpooled.buffer().writeByte(0x88).writeByte(2).writeShort(4401);

        reader.read(close);

        assertThat(heard).containsExactly("close 4401");
    }

    @Test
    void buffersAreReleased() {
        ByteBuf first = Unpooled.buffer().writeByte(0x81);
        ByteBuf second = Unpooled.buffer().writeByte(1).writeByte('a');

        reader.read(first);
        reader.read(second);

        assertThat(first.refCnt() + second.refCnt()).isZero();
        assertThat(heard).containsExactly("a");
    }

    @Test
    void whatIsNoWebSocketIsRefused() {
        assertThatThrownBy(() -> reader.read(Unpooled.copiedBuffer("HTTP/1.1 400", UTF_8)))
                .isInstanceOf(IllegalStateException.class);
    }

    private static ByteBuf frame(int first, String text) {
        byte[] payload = text.getBytes(UTF_8);
        ByteBuf frame = Unpooled.buffer().writeByte(first);
        if (payload.length < 126) {
            frame.writeByte(payload.length);
        } else if (payload.length < 65_536) {
            frame.writeByte(126).writeShort(payload.length);
        } else {
            frame.writeByte(127).writeLong(payload.length);
        }
        return frame.writeBytes(payload);
    }

    private static ByteBuf all(ByteBuf... frames) {
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf frame : frames) {
            all.writeBytes(frame);
        }
        return all;
    }

    private final class Recorder implements FrameReader.Listener {
        @Override
        public void text(ByteBuf bytes, int from, int length) {
            heard.add(bytes.toString(from, length, UTF_8));
        }

        @Override
        public void ping(byte[] contents) {
            heard.add("ping " + new String(contents, UTF_8));
        }

        @Override
        public void close(int code) {
            heard.add("close " + code);
        }
    }
}
