package dev.parley.verify.attack;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * One way to do harm, tried again and again.
 *
 * @param threads how many try it at the same time
 * @param pause of each of them between two tries
 * @param tries makes what one thread does each time; it returns in a word what came of it, for example a status
 */
record Abuse(String name, int threads, Duration pause, Function<Attacker, Callable<String>> tries) {
    Abuse(String name, int threads, long pauseMillis, Function<Attacker, Callable<String>> tries) {
        this(name, threads, Duration.ofMillis(pauseMillis), tries);
    }
}
