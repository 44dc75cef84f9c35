package dev.parley.toolbox.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.UUID;

/**
 * Reads what a bench needs of a server's frame from its bytes. Messages and acknowledgements, nearly all frames, are
 * recognized by the layout in which Parley writes them and cost no object; whatever looks different is parsed by {@link
 * FrameSketch}, so a change of the layout makes the bench slower, not wrong. The fields hold the last frame's values
 * until the next {@link #scan}. For one thread.
 */
final class FrameScanner {
    /** What kind of frame it was. {@code EVENT}: an event that is no message. */
    enum Type {
        MESSAGE,
        EVENT,
        ACK,
        ERROR,
        WELCOME,
        OTHER
    }

    private static final int HEAD_BYTES = 256;
    private static final byte[] EVENT = "{\"type\":\"event\",\"conversation\":\"".getBytes(US_ASCII);
    private static final byte[] SEQ = "\",\"seq\":".getBytes(US_ASCII);
    private static final byte[] SENDER = ",\"kind\":\"message\",\"sender\":\"".getBytes(US_ASCII);
    private static final byte[] EVENT_ID = "\",\"id\":\"".getBytes(US_ASCII);
    private static final byte[] READ = "{\"type\":\"read\"".getBytes(US_ASCII);
    private static final byte[] DELIVERED = "{\"type\":\"delivered\"".getBytes(US_ASCII);
    private static final byte[] PRESENCE = "{\"type\":\"presence\"".getBytes(US_ASCII);
    private static final byte[] HEADS = "{\"type\":\"heads\"".getBytes(US_ASCII);
    private static final byte[] ACK = "{\"type\":\"ack\",\"id\":\"".getBytes(US_ASCII);

    private final byte[] head = new byte[HEAD_BYTES];
    private final HexUuid conversation = new HexUuid();
    private final HexUuid id = new HexUuid();
    private int length;
    private long seq;
    private String code;
    private long parsed;

    /** Reads the {@code size} bytes from {@code from} on; the buffer's own indexes stay where they are. */
    Type scan(ByteBuf buffer, int from, int size) {
        length = Math.min(size, HEAD_BYTES);
        buffer.getBytes(from, head, 0, length);
        code = null;
        if (isKnownMessage()) {
            return Type.MESSAGE;
        }
        if (isKnownAck()) {
            return Type.ACK;
        }
        if (isKnownOther()) {
            return Type.OTHER;
        }
        byte[] all = new byte[size];
        buffer.getBytes(from, all);
        return parse(FrameSketch.of(all));
    }

    private boolean isKnownMessage() {
        int at = EVENT.length;
        if (!has(0, EVENT) || !has(at + HexUuid.LENGTH, SEQ) || !conversation.read(head, at)) {
            return false;
        }
        at += HexUuid.LENGTH + SEQ.length;
        long number = 0;
        while (at < length && head[at] >= '0' && head[at] <= '9') {
            number = number * 10 + (head[at++] - '0');
        }
        seq = number;
        int afterSender = at + SENDER.length + HexUuid.LENGTH;
        int idAt = afterSender + EVENT_ID.length;
        return has(at, SENDER) && has(afterSender, EVENT_ID) && idAt + HexUuid.LENGTH < length && id.read(head, idAt);
    }

    private boolean isKnownAck() {
        return has(0, ACK) && ACK.length + HexUuid.LENGTH < length && id.read(head, ACK.length);
    }

    /** Members' marks are as frequent as messages where everybody sends receipts. */
    private boolean isKnownOther() {
        return has(0, READ) || has(0, DELIVERED) || has(0, PRESENCE) || has(0, HEADS);
    }

    private boolean has(int at, byte[] expected) {
        int end = at + expected.length;
        return end <= length && Arrays.equals(head, at, end, expected, 0, expected.length);
    }

    private Type parse(FrameSketch frame) {
        parsed++;
        set(conversation, frame.conversation());
        set(id, frame.id());
        seq = frame.seq();
        code = frame.code();
        return switch (frame.type()) {
            case "event" -> "message".equals(frame.kind()) ? Type.MESSAGE : Type.EVENT;
            case "ack" -> Type.ACK;
            case "error" -> Type.ERROR;
            case "welcome" -> Type.WELCOME;
            case null, default -> Type.OTHER;
        };
    }

    private static void set(HexUuid uuid, String text) {
        UUID value = text == null ? new UUID(0, 0) : UUID.fromString(text);
        uuid.set(value.getMostSignificantBits(), value.getLeastSignificantBits());
    }

    /** All zeros where a frame that was parsed had none; of an acknowledgement, not to be used. */
    HexUuid conversation() {
        return conversation;
    }

    /** All zeros where the frame had none. */
    HexUuid id() {
        return id;
    }

    /** Of an event. */
    long seq() {
        return seq;
    }

    /** Of an error; else null. */
    String code() {
        return code;
    }

    /** Frames so far that did not have the expected layout. */
    long parsed() {
        return parsed;
    }
}
