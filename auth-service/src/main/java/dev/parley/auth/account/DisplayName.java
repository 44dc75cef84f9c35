package dev.parley.auth.account;

import dev.parley.api.text.PlainText;
import dev.parley.auth.problem.Refusal;
import java.text.Normalizer;
import java.util.Locale;

/** What others see of a user: 1 to 64 characters (code points) by the rules of {@link PlainText#name}. */
public record DisplayName(String value) {
    private static final int MAX = 64;

    public DisplayName {
        value = PlainText.name(value, MAX)
                .orElseThrow(() -> Refusal.badRequest("displayName: 1 to " + MAX
                        + " characters, at least one that can be seen and none a control character."));
    }

    /**
     * A name that somebody wants to have.
     *
     * @throws Refusal if it breaks the rule
     */
    public static DisplayName chosen(String text) {
        return new DisplayName(text);
    }

    /** The name as it is searched for. */
    public String key() {
        return fold(value);
    }

    /** Folds letters that people hold for the same: case, width, ligatures. */
    static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
