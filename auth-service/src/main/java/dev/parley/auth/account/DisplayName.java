package dev.parley.auth.account;

import dev.parley.auth.problem.Refusal;
import java.text.Normalizer;
import java.util.Locale;

/** What others see of a user: 1 to 64 characters (code points), no control characters, no blanks around it. */
public record DisplayName(String value) {
    private static final int MAX = 64;

    public DisplayName {
        int length = value.codePointCount(0, value.length());
        if (length < 1 || length > MAX || !isPrintable(value)) {
            throw Refusal.badRequest("displayName: 1 to 64 characters, none of them a control character.");
        }
    }

    /**
     * A name that somebody wants to have.
     *
     * @throws Refusal if it breaks the rule
     */
    public static DisplayName chosen(String text) {
        return new DisplayName(
                text == null
                        ? ""
                        : Normalizer.normalize(text, Normalizer.Form.NFC).strip());
    }

    /** The name as it is searched for. */
    public String key() {
        return fold(value);
    }

    /** Folds letters that people hold for the same: case, width, ligatures. */
    static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** Control characters (which Postgres or a screen may choke on), and halves of surrogate pairs (which are no text at all). */
    static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(point -> switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> false;
        });
    }
}
