package dev.parley.api.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/**
 * The {@code event} frame of the public contract, made from a record's key and value without parsing either:
 * {@code {"type":"event","conversation":"<36 characters>","seq":<digits>, <the value's own fields>}}. The router publishes these bytes, the recent list keeps them, and history answers with them, so all of them agree.
 *
 * <p>Stateless; safe on any thread.
 */
public final class EventFrame {
    private static final byte[] HEAD = "{\"type\":\"event\",\"conversation\":\"".getBytes(US_ASCII);
    private static final byte[] MIDDLE = "\",\"seq\":".getBytes(US_ASCII);
    private static final byte[] KIND = ",\"kind\":\"".getBytes(US_ASCII);
    private static final int KEY_LENGTH = 36;
    private static final int SEQ_AT = HEAD.length + KEY_LENGTH + MIDDLE.length;

    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern(ChatEvent.INSTANT, Locale.ROOT).withZone(ZoneOffset.UTC);

    private EventFrame() {}

    /** What stands in place of a value that is none: {@code {"kind":"void","at":…}}. */
    public static byte[] voidValue(Instant at) {
        return ("{\"kind\":\"void\",\"at\":\"" + INSTANT.format(at) + "\"}").getBytes(US_ASCII);
    }

    /**
     * Makes the frame.
     *
     * @param key the conversation's id, 36 ASCII bytes
     * @param seq the event's position, 1 or more
     * @param value a JSON object with at least one field
     * @throws IllegalArgumentException if the key or the value cannot be what a record of {@code chat.events} holds
     */
    public static byte[] of(byte[] key, long seq, byte[] value) {
        if (key.length != KEY_LENGTH || value.length < 3 || value[0] != '{' || seq < 1) {
            throw new IllegalArgumentException("not a record of chat.events");
        }
        byte[] digits = Long.toString(seq).getBytes(US_ASCII);
        byte[] frame = new byte[SEQ_AT + digits.length + value.length];
        System.arraycopy(HEAD, 0, frame, 0, HEAD.length);
        System.arraycopy(key, 0, frame, HEAD.length, KEY_LENGTH);
        System.arraycopy(MIDDLE, 0, frame, HEAD.length + KEY_LENGTH, MIDDLE.length);
        System.arraycopy(digits, 0, frame, SEQ_AT, digits.length);
        frame[SEQ_AT + digits.length] = ',';
        System.arraycopy(value, 1, frame, SEQ_AT + digits.length + 1, value.length - 1);
        return frame;
    }

    /** The seq of an event frame made here, or -1 if these bytes are another kind of frame. */
    public static long seqOf(byte[] frame) {
        if (frame.length <= SEQ_AT || !Arrays.equals(frame, 0, HEAD.length, HEAD, 0, HEAD.length)) {
            return -1;
        }
        long seq = 0;
        int i = SEQ_AT;
        while (i < frame.length && frame[i] >= '0' && frame[i] <= '9') {
            seq = seq * 10 + (frame[i++] - '0');
        }
        return i > SEQ_AT ? seq : -1;
    }

    /** Whether an event frame made here is of this kind; looks only at the few bytes behind its seq. */
    public static boolean isKind(byte[] frame, String kind) {
        int i = SEQ_AT;
        while (i < frame.length && frame[i] >= '0' && frame[i] <= '9') {
            i++;
        }
        int start = i + KIND.length;
        int end = start + kind.length();
        if (frame.length <= end || frame[end] != '"' || !Arrays.equals(frame, i, start, KIND, 0, KIND.length)) {
            return false;
        }
        for (int at = start; at < end; at++) {
            if (frame[at] != kind.charAt(at - start)) {
                return false;
            }
        }
        return true;
    }
}
