package dev.parley.api.send;

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

    /**
     * Whether UTF-8 and Postgres can hold the text. JSON can spell half a surrogate pair, which has no UTF-8, and U+0000,
     * which no text in Postgres may contain. In the log, either would be an acknowledged message that history cannot keep.
     */
    public static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == 0 || Character.isLowSurrogate(unit)) {
                return false;
            }
            if (Character.isHighSurrogate(unit)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
