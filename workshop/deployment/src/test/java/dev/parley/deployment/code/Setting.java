package dev.parley.deployment.code;

import java.util.Locale;

/**
 * One key of the configuration.
 *
 * @param fallback its default as written, or null if it has none
 * @param meaning what its documentation says
 */
public record Setting(String key, String type, String fallback, String meaning) {
    /** The environment variable that sets it. */
    public String variable() {
        return variable(key);
    }

    /** The environment variable that sets a key. */
    public static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
