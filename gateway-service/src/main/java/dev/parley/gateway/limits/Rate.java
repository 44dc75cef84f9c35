package dev.parley.gateway.limits;

/**
 * How often something may be done, written {@code 10/100}: ten times a second in the long run, a hundred times at once.
 *
 * @param perSecond tokens added a second
 * @param burst tokens the bucket holds
 */
public record Rate(long perSecond, long burst) {
    public Rate {
        if (perSecond < 1 || burst < perSecond) {
            throw new IllegalArgumentException("a rate is at least 1 a second, and its burst not below that");
        }
    }

    /** Reads {@code perSecond/burst}; how configuration is converted. */
    public static Rate of(String text) {
        String[] parts = text.strip().split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("a rate is written perSecond/burst, as in 10/100");
        }
        return new Rate(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }
}
