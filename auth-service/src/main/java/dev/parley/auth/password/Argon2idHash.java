package dev.parley.auth.password;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hash and everything needed to compute it again, as the PHC string that the database keeps: {@code
 * $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, Base64 without padding.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shared outside of this package
record Argon2idHash(Cost cost, byte[] salt, byte[] hash) {
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,9})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    /** What a hash costs: memory in KiB, passes, lanes. */
    record Cost(int memoryKib, int iterations, int parallelism) {
        Cost {
            if (iterations < 1 || parallelism < 1 || memoryKib < 8 * parallelism) {
                throw new IllegalArgumentException("argon2id needs t >= 1, p >= 1 and m >= 8 * p, not m=" + memoryKib
                        + ",t=" + iterations + ",p=" + parallelism);
            }
        }
    }

    /**
     * Reads a PHC string.
     *
     * @throws IllegalArgumentException if it is none of Argon2id, version 19
     */
    static Argon2idHash parse(String phc) {
        Matcher matcher = PHC.matcher(phc);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a PHC string of argon2id v=19");
        }
        return new Argon2idHash(
                new Cost(number(matcher, 1), number(matcher, 2), number(matcher, 3)),
                Base64.getDecoder().decode(matcher.group(4)),
                Base64.getDecoder().decode(matcher.group(5)));
    }

    /** The PHC string. */
    String phc() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.iterations() + ",p=" + cost.parallelism() + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
