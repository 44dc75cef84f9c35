package dev.parley.api.text;

import java.text.Normalizer;
import java.util.Optional;

/**
 * What characters a text may have that others will see. Pure; says nothing of lengths but those of a {@link #name}.
 *
 * <p>JSON can spell what no UTF-8 has (half a surrogate pair), what no text in Postgres may contain (U+0000), and what
 * makes a terminal or a log obey (escapes). In the log, the first two would be an acknowledged message that history
 * cannot keep.
 */
public final class PlainText {
    private static final int BRAILLE_BLANK = 0x2800;

    /** Unicode's {@code Default_Ignorable_Code_Point}: first and last of each range. A test holds it against ICU. */
    private static final int[] IGNORABLE = {
        0x00AD, 0x00AD, 0x034F, 0x034F, 0x061C, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x200B, 0x200F,
        0x202A, 0x202E, 0x2060, 0x206F, 0x3164, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFEFF, 0xFFA0, 0xFFA0, 0xFFF0, 0xFFF8,
        0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A, 0xE0000, 0xE0FFF
    };

    private PlainText() {}

    /**
     * Whether all of it is text: whole surrogate pairs, and of control characters only tabs and line breaks, be they LF
     * or CR LF. Looks at each character once.
     */
    public static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit >= ' ' && unit < 0x7F) {
                continue;
            }
            if (Character.isSurrogate(unit)) {
                i++;
                if (i == text.length() || !Character.isSurrogatePair(unit, text.charAt(i))) {
                    return false;
                }
            } else if (Character.isISOControl(unit) && !isBreak(text, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBreak(String text, int place) {
        return switch (text.charAt(place)) {
            case '\t', '\n' -> true;
            case '\r' -> place + 1 < text.length() && text.charAt(place + 1) == '\n';
            default -> false;
        };
    }

    /** Whether it is clean and has no break in it: what a name, an address or a search may be. */
    public static boolean isOneLine(String text) {
        return isClean(text) && text.chars().noneMatch(unit -> unit < ' ' || unit == '\u2028' || unit == '\u2029');
    }

    /** Whether there is anything to see in it. Looks no further than to the first thing that is. */
    public static boolean isVisible(String text) {
        int place = 0;
        while (place < text.length()) {
            int point = text.codePointAt(place);
            if ((point > ' ' && point < 0x7F) || !isInvisible(point)) {
                return true;
            }
            place += Character.charCount(point);
        }
        return false;
    }

    /**
     * A name of somebody or something, as it will be shown: composed (NFC), without space around it, and without
     * characters that turn the direction of what stands beside it. Empty if it is longer than so many code points, has
     * more than one line, or nothing to see.
     */
    public static Optional<String> name(String text, int most) {
        // So that only little is worked on; composing never makes a text so much shorter.
        if (text == null || text.length() > 16 * most) {
            return Optional.empty();
        }
        String line = withoutTurns(text).strip();
        if (!isOneLine(line)) {
            return Optional.empty();
        }
        String name = Normalizer.normalize(line, Normalizer.Form.NFC);
        return name.codePointCount(0, name.length()) <= most && isVisible(name) ? Optional.of(name) : Optional.empty();
    }

    private static String withoutTurns(String text) {
        return text.codePoints()
                .filter(point -> !isTurn(point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Embeddings, overrides and isolates of bidirectional text; the marks that only stand for a letter may stay. */
    private static boolean isTurn(int point) {
        return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    }

    private static boolean isInvisible(int point) {
        return Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || Character.isISOControl(point)
                || point == BRAILLE_BLANK
                || isIgnorable(point);
    }

    static boolean isIgnorable(int point) {
        for (int i = 0; i < IGNORABLE.length; i += 2) {
            if (point >= IGNORABLE[i] && point <= IGNORABLE[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
