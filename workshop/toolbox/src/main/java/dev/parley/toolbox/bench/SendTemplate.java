package dev.parley.toolbox.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.UUID;

/**
 * The {@code send} frame of one conversation, made once: only id and number are filled in anew, so that a message
 * costs the load a copy. For one thread.
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
        numberAt = FrameWriter.HEAD + beforeNumber.length();
    }

    int length() {
        return frame.length;
    }

    /** Writes the frame of one message. */
    void write(ByteBuf out, long idUpper, long idLower, int number) {
        int id = FrameWriter.HEAD + BEFORE_ID.length();
        HexUuid.write(idUpper, idLower, frame, id);
        mask(id, HexUuid.LENGTH);
        int left = number;
        for (int i = DIGITS - 1; i >= 0; i--) {
            frame[numberAt + i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        mask(numberAt, DIGITS);
        out.writeBytes(frame);
    }

    private void mask(int from, int length) {
        for (int i = from; i < from + length; i++) {
            frame[i] = FrameWriter.masked(frame[i], i - FrameWriter.HEAD);
        }
    }
}
