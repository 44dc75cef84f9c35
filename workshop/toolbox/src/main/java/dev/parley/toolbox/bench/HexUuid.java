package dev.parley.toolbox.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * A UUID read from the bytes of its text; overwritten by the next, so that reading one makes no object. For one thread.
 */
final class HexUuid {
    /** The characters of a UUID's text. */
    static final int LENGTH = 36;

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(US_ASCII);
    private static final byte[] VALUES = values();

    private long upper;
    private long lower;

    long upper() {
        return upper;
    }

    long lower() {
        return lower;
    }

    /** Reads {@value #LENGTH} characters; false if they are no UUID. */
    boolean read(byte[] text, int at) {
        long first = 0;
        long second = 0;
        int dashes = 0;
        int digits = 0;
        for (int i = 0; i < LENGTH; i++) {
            if (isDash(i)) {
                dashes |= text[at + i] ^ '-';
                continue;
            }
            int value = VALUES[text[at + i] & 0xFF];
            digits |= value;
            if (i < LENGTH / 2) {
                first = first << 4 | value;
            } else {
                second = second << 4 | value;
            }
        }
        upper = first;
        lower = second;
        return dashes == 0 && digits >= 0;
    }

    void set(long newUpper, long newLower) {
        upper = newUpper;
        lower = newLower;
    }

    /** Writes {@value #LENGTH} characters. */
    static void write(long upper, long lower, byte[] into, int at) {
        int shift = 60;
        for (int i = 0; i < LENGTH; i++) {
            if (isDash(i)) {
                into[at + i] = '-';
            } else {
                long half = i < LENGTH / 2 ? upper : lower;
                into[at + i] = DIGITS[(int) (half >>> shift) & 0xF];
                shift = shift == 0 ? 60 : shift - 4;
            }
        }
    }

    private static boolean isDash(int place) {
        return place == 8 || place == 13 || place == 18 || place == 23;
    }

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        for (int value = 0; value < DIGITS.length; value++) {
            values[DIGITS[value]] = (byte) value;
            values[Character.toUpperCase(DIGITS[value])] = (byte) value;
        }
        return values;
    }
}
