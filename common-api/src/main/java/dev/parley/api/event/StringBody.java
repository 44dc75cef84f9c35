package dev.parley.api.event;

/**
 * Where the body of a JSON string lies in an array.
 *
 * @param start the index behind the opening quote
 * @param end the index of the closing quote
 * @param escaped whether there are escapes in it
 */
record StringBody(int start, int end, boolean escaped) {
    /**
     * The characters of {@code \\uXXXX}, in which Jackson writes both halves of what is beyond the basic plane, such as
     * emoji.
     */
    private static final int UNICODE_ESCAPE = 6;

    /**
     * Finds the body that starts at an index; null if there is no closing quote, or if there is a bare control
     * character in it, an escaped NUL, half of a surrogate pair, or what is not UTF-8.
     */
    static StringBody of(byte[] json, int start) {
        boolean escaped = false;
        int place = start;
        while (place < json.length) {
            byte one = json[place];
            if (one == '"') {
                return new StringBody(start, place, escaped);
            }
            int length = one == '\\' ? escape(json, place) : one >= 0 ? plain(one) : multibyte(json, place);
            if (length == 0) {
                return null;
            }
            escaped |= one == '\\';
            place += length;
        }
        return null;
    }

    private static int plain(byte one) {
        return one >= 0x20 ? 1 : 0;
    }

    /** The length of an escape, or of two that are a surrogate pair; 0 if it is none. */
    private static int escape(byte[] json, int place) {
        if (place + 1 >= json.length) {
            return 0;
        }
        return switch (json[place + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
            case 'u' -> unicodeEscape(json, place);
            default -> 0;
        };
    }

    private static int unicodeEscape(byte[] json, int place) {
        int unit = unit(json, place);
        if (unit <= 0 || Character.isLowSurrogate((char) unit)) {
            return 0;
        }
        if (!Character.isHighSurrogate((char) unit)) {
            return UNICODE_ESCAPE;
        }
        int low = unit(json, place + UNICODE_ESCAPE);
        return low > 0 && Character.isLowSurrogate((char) low) ? 2 * UNICODE_ESCAPE : 0;
    }

    /** The UTF-16 unit that is escaped here with four hexadecimal digits, or -1. */
    private static int unit(byte[] json, int place) {
        if (place + UNICODE_ESCAPE > json.length || json[place] != '\\' || json[place + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = place + 2; i < place + UNICODE_ESCAPE; i++) {
            int digit = json[i] < 0 ? -1 : Character.digit(json[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = (unit << 4) | digit;
        }
        return unit;
    }

    /** The length of a character of two to four bytes; 0 unless it is in its shortest form and no surrogate. */
    private static int multibyte(byte[] json, int place) {
        int first = json[place] & 0xFF;
        int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || place + length > json.length) {
            return 0;
        }
        int point = first & (0xFF >> (length + 1));
        for (int i = place + 1; i < place + length; i++) {
            if ((json[i] & 0xC0) != 0x80) {
                return 0;
            }
            point = (point << 6) | (json[i] & 0x3F);
        }
        boolean wellFormed = switch (length) {
            case 4 -> point >= 0x10000 && point <= 0x10FFFF;
            case 3 -> point >= 0x800 && (point < 0xD800 || point > 0xDFFF);
            default -> true;
        };
        return wellFormed ? length : 0;
    }
}
