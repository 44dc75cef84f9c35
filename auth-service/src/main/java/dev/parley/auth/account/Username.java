package dev.parley.auth.account;

import dev.parley.auth.problem.Refusal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A user name as it is kept: 3 to 32 of {@code a-z 0-9 _ . -}. Given in any case, kept in lower case. */
public record Username(String value) {
    /** Matched before it is lowered: the Kelvin sign, for one, has an ASCII letter as its lower case. */
    private static final Pattern RULE = Pattern.compile("[A-Za-z0-9_.-]{3,32}");

    public Username {
        if (!RULE.matcher(value).matches()) {
            throw Refusal.badRequest("username: 3 to 32 of a-z 0-9 _ . -");
        }
        value = value.toLowerCase(Locale.ROOT);
    }

    /**
     * A name that somebody wants to have.
     *
     * @throws Refusal if it breaks the rule
     */
    public static Username chosen(String text) {
        return new Username(text == null ? "" : text);
    }

    /** A name that somebody says he has; empty if nobody can have it. */
    public static Optional<Username> presented(String text) {
        return RULE.matcher(text).matches() ? Optional.of(new Username(text)) : Optional.empty();
    }
}
