package dev.parley.gateway.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;

/** WebSocket text frames as a server writes them (RFC 6455, 5.2): in one piece, not masked. Any thread. */
public final class TextFrames {
    private static final int FINAL_TEXT = 0x81;
    private static final int SHORT = 125;
    private static final int LENGTH_IN_TWO_BYTES = 126;
    private static final int LENGTH_IN_EIGHT_BYTES = 127;
    private static final int MOST_IN_TWO_BYTES = 65_535;

    /** The longest header. */
    private static final int HEADER = 10;

    private TextFrames() {}

    /** A frame with this UTF-8 text. The caller owns the buffer. */
    public static ByteBuf encode(byte[] text) {
        ByteBuf frame = PooledByteBufAllocator.DEFAULT.directBuffer(text.length + HEADER);
        append(frame, text);
        return frame;
    }

    /** One frame for each of these texts, one behind the other. The caller owns the buffer. */
    public static ByteBuf encode(List<byte[]> texts) {
        int size = 0;
        for (byte[] text : texts) {
            size += text.length + HEADER;
        }
        ByteBuf frames = PooledByteBufAllocator.DEFAULT.directBuffer(size);
        for (byte[] text : texts) {
            append(frames, text);
        }
        return frames;
    }

    private static void append(ByteBuf frames, byte[] text) {
        frames.writeByte(FINAL_TEXT);
        if (text.length <= SHORT) {
            frames.writeByte(text.length);
        } else if (text.length <= MOST_IN_TWO_BYTES) {
            frames.writeByte(LENGTH_IN_TWO_BYTES).writeShort(text.length);
        } else {
            frames.writeByte(LENGTH_IN_EIGHT_BYTES).writeLong(text.length);
        }
        frames.writeBytes(text);
    }
}
