package dev.parley.toolbox.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.UUID;

/**
 * The {@code send} frame of one conversation, made once: only id and number are filled in, masked already, so that a message
 * costs the load a copy. Immutable; safe on any thread.
 */
final class SendTemplate {
    /** The text begins with the message's number, of always as many digits. */
    static final int SHORTEST_TEXT = 16;

    private static final int DIGITS = 10;
    private static final String WORDS = " the quick brown fox jumps over the lazy dog,";
    private static final String BEFORE_ID = "{\"type\":\"send\",\"id\":\"";

    private final byte[] frame;
    private final int numberAt;

    SendTemplate(UUID conversation, int textLength) {
        String beforeNumber = BEFORE_ID + new UUID(0, 0) + "\",\"conversation\":\"" + conversation + "\",\"text\":\"";
        int words = textLength - DIGITS;
        String text =
                "0".repeat(DIGITS) + WORDS.repeat(words / WORDS.length() + 1).substring(0, words);
        ByteBuf out = Unpooled.buffer();
        new FrameWriter().text(out, beforeNumber + text + "\"}");
        frame = new byte[out.readableBytes()];
        out.readBytes(frame);
        numberAt = beforeNumber.length();
    }

    int length() {
        return frame.length;
    }

    /**
     * Writes the frame of one message.
     *
     * @param scratch for the characters of an id: {@value HexUuid#LENGTH} bytes or more
     */
    void write(ByteBuf out, long idUpper, long idLower, int number, byte[] scratch) {
        int start = out.writerIndex() + FrameWriter.HEAD;
        out.writeBytes(frame);
        HexUuid.write(idUpper, idLower, scratch, 0);
        for (int i = 0; i < HexUuid.LENGTH; i++) {
            int place = BEFORE_ID.length() + i;
            out.setByte(start + place, FrameWriter.masked(scratch[i], place));
        }
        int left = number;
        for (int place = numberAt + DIGITS - 1; place >= numberAt; place--) {
            out.setByte(start + place, FrameWriter.masked((byte) ('0' + left % 10), place));
            left /= 10;
        }
    }
}
