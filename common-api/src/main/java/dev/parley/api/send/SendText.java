package dev.parley.api.send;

import dev.parley.api.text.PlainText;

/**
 * What any text of a send must be, at the gateway as at the front. Pure.
 *
 * <p>Lengths count UTF-16 units, as {@code text.length} in a browser and {@code String.length()} do: a client can check
 * them without knowing Unicode's details. An emoji outside the basic plane counts as two.
 */
public final class SendText {
    /** The longest text of a message, in UTF-16 units. */
    public static final int MAX_LENGTH = 8_000;

    private SendText() {}

    /** Whether it is not too long, clean, and there is something to see in it. */
    public static boolean isSendable(String text) {
        return text.length() <= MAX_LENGTH && PlainText.isClean(text) && PlainText.isVisible(text);
    }
}
