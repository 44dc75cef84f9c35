package dev.parley.toolbox.bench;

import dev.parley.toolbox.client.Parley;
import dev.parley.toolbox.client.Person;
import dev.parley.toolbox.client.Refused;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The people of a bench: the same names and passwords every time, so that a second run finds those of the first.
 * Whoever has no saved session costs the system a password hash, hence a few at a time and patience with refusals that
 * pass.
 */
final class Accounts {
    private static final int AT_A_TIME = 4;
    private static final int ATTEMPTS = 20;
    private static final int LONGEST_PAUSE_SECONDS = 30;
    private static final int WRONG = 401;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final Parley parley;
    private final SavedSessions saved;

    /** From this number on, nobody is expected to be there. */
    private final AtomicInteger firstUnknown = new AtomicInteger(Integer.MAX_VALUE);

    Accounts(Parley parley, SavedSessions saved) {
        this.parley = parley;
        this.saved = saved;
    }

    /** The people with the lowest numbers. Blocks until all are logged in. */
    List<Person> first(int count) {
        List<Person> people = InParallel.of(count, AT_A_TIME, this::patiently);
        saved.save(people);
        return people;
    }

    private Person patiently(int number) {
        for (int attempt = 1; ; attempt++) {
            try {
                return enter(number);
            } catch (Refused e) {
                if (!passesSoon(e) || attempt == ATTEMPTS) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250L * attempt));
            }
        }
    }

    private static boolean passesSoon(Refused refusal) {
        int status = refusal.answer().status();
        long seconds = refusal.answer().json().path("retryAfter").asLong();
        return (status == TOO_MANY || status == UNAVAILABLE) && seconds <= LONGEST_PAUSE_SECONDS;
    }

    private Person enter(int number) {
        String name = String.format(Locale.ROOT, "bench.%05d", number);
        String token = saved.of(name);
        if (token != null) {
            try {
                return parley.resume(token);
            } catch (Refused e) {
                if (e.answer().status() != WRONG) {
                    throw e;
                }
            }
        }
        return loginOrRegister(number, name);
    }

    /**
     * Wrong passwords and registrations are limited by address, so neither is tried where the other is likelier to do.
     */
    private Person loginOrRegister(int number, String name) {
        String password = "bench-password-" + number;
        boolean loginFirst = number < firstUnknown.get();
        try {
            return loginFirst ? parley.login(name, password) : parley.register(name, password, "Bench " + number);
        } catch (Refused e) {
            if (loginFirst && e.answer().status() == WRONG) {
                firstUnknown.accumulateAndGet(number, Math::min);
                return parley.register(name, password, "Bench " + number);
            }
            if (!loginFirst && e.answer().status() == CONFLICT) {
                return parley.login(name, password);
            }
            throw e;
        }
    }
}
