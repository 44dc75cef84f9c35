package dev.parley.auth.password;

import dev.parley.auth.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * A password as somebody typed it: 8 to 128 characters (code points). Normalized (NFKC), because keyboards differ in how
 * they compose the same letter. Never printed.
 */
public record Password(String text) {
    private static final int MIN = 8;
    private static final int MAX = 128;
    private static final String RULE = "password: 8 to 128 characters.";

    public Password {
        text = Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /**
     * A password that somebody wants to have.
     *
     * @throws Refusal if it breaks the rule
     */
    public static Password chosen(String text) {
        if (text == null || text.codePoints().anyMatch(Password::isLoneSurrogate)) {
            throw Refusal.badRequest(RULE);
        }
        int length = text.codePointCount(0, text.length());
        if (length < MIN || length > MAX) {
            throw Refusal.badRequest(RULE);
        }
        return new Password(text);
    }

    /**
     * A password that somebody says he has. One that nobody can have is kept as well, shortened: it is refused by its hash
     * like any other wrong one, and takes as long.
     */
    public static Password presented(String text) {
        if (text == null) {
            throw Refusal.badRequest(RULE);
        }
        return new Password(text.length() > 4 * MAX ? text.substring(0, 4 * MAX) : text);
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Password";
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }
}
