package dev.parley.message.router;

import java.time.Duration;

/**
 * How long the router rests between two polls: a poll, a pipeline and a wake-up cost the same for one record as for
 * fifty, so under load it is worth waiting until more have come.
 *
 * @param quiet records up to which a poll is followed by the next one at once
 * @param rest the rest after a poll that brought more
 * @param busy records up to which the rest is the short one
 * @param longRest the rest after a poll that brought more than that
 * @param full records from which on there is no rest: more than that no poll has use for, and the router is behind
 */
record Pacing(int quiet, Duration rest, int busy, Duration longRest, int full) {
    private static final Duration LONGEST = Duration.ofSeconds(1);

    Pacing {
        if (rest.isNegative() || rest.compareTo(longRest) > 0 || longRest.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "parley.router.pacing: rest must not be negative, nor longer than long-rest;"
                            + " long-rest is 1 s at most");
        }
    }

    static Pacing of(RouterConfig.Pacing config) {
        return new Pacing(config.quiet(), config.rest(), config.busy(), config.longRest(), config.full());
    }

    /** The rest after polls that brought so many records. */
    Duration restAfter(int records) {
        if (records <= quiet || records >= full) {
            return Duration.ZERO;
        }
        return records <= busy ? rest : longRest;
    }
}
