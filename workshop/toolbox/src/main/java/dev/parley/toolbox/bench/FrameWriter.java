package dev.parley.toolbox.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.util.UUID;

/**
 * Writes a client's frames, which have to be masked. All have the same mask: masks are there against proxies that
 * mistake frames for HTTP, and there is none here. Stateless; safe on any thread.
 */
final class FrameWriter {
    /** The bytes of a frame before a payload of 126 to 65,535 bytes. */
    static final int HEAD = 8;

    private static final int LONGEST = 0xFFFF;
    private static final int TWO_BYTES = 126;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int PONG = 0xA;
    private static final byte[] NORMAL = {0x03, (byte) 0xE8};
    private static final byte[] MASK = {(byte) 0xB6, 0x5C, (byte) 0x93, 0x2F};

    /** {@code received} or {@code read}. */
    void mark(ByteBuf out, String type, UUID conversation, long seq) {
        text(out, "{\"type\":\"" + type + "\",\"conversation\":\"" + conversation + "\",\"seq\":" + seq + "}");
    }

    /** A fresh access token. */
    void token(ByteBuf out, String accessToken) {
        text(out, "{\"type\":\"token\",\"accessToken\":\"" + accessToken + "\"}");
    }

    void text(ByteBuf out, String json) {
        frame(out, TEXT, json.getBytes(UTF_8));
    }

    /** The answer to a ping, with its contents. */
    void pong(ByteBuf out, byte[] contents) {
        frame(out, PONG, contents);
    }

    void close(ByteBuf out) {
        frame(out, CLOSE, NORMAL);
    }

    /** What a byte becomes at this place of a payload. */
    static byte masked(byte value, int place) {
        return (byte) (value ^ MASK[place & 3]);
    }

    private static void frame(ByteBuf out, int operation, byte[] payload) {
        if (payload.length > LONGEST) {
            throw new IllegalArgumentException("a frame of a bench has at most " + LONGEST + " bytes");
        }
        out.writeByte(FINAL | operation);
        if (payload.length < TWO_BYTES) {
            out.writeByte(MASKED | payload.length);
        } else {
            out.writeByte(MASKED | TWO_BYTES).writeShort(payload.length);
        }
        out.writeBytes(MASK);
        for (int place = 0; place < payload.length; place++) {
            out.writeByte(masked(payload[place], place));
        }
    }
}
