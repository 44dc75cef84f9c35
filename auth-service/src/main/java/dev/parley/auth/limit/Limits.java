package dev.parley.auth.limit;

import dev.parley.auth.problem.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The limits of this service. All methods block for a round trip to Redis, and let everything pass while it is down.
 *
 * <p>An attempt at an account is counted before it is made and taken back if it succeeds: counting failures afterwards
 * would let a burst of guesses through. Failures of an address are counted afterwards, because many may log in from one
 * address at the same moment; such a burst is bounded by the queue of password hashes.
 */
@ApplicationScoped
public class Limits {
    private final WindowCounter counter;
    private final LimitConfig config;
    private final MeterRegistry metrics;

    Limits(WindowCounter counter, LimitConfig config, MeterRegistry metrics) {
        this.counter = counter;
        this.config = config;
        this.metrics = metrics;
    }

    /**
     * Before a password of the account is checked. Somebody who guesses closes the account to their own address, and
     * from many addresses to all that the account does not know: never to its owner at home.
     *
     * @throws Refusal 429 if there were too many failures
     */
    public void beforeAttempt(String username, String address) {
        String pair = pairKey(username, address);
        require(
                "account",
                counter.add(pair, config.loginWindow()),
                config.loginFailuresPerAccount(),
                "Too many attempts at this account.");
        WindowCounter.Count all = counter.add(accountKey(username), config.loginWindow());
        if (all.value() > config.loginFailuresPerAccountInAll() && !counter.isMarked(knownKey(username, address))) {
            require("account", all, config.loginFailuresPerAccountInAll(), "Too many attempts at this account.");
        }
    }

    /**
     * Before a password from the address is checked.
     *
     * @throws Refusal 429 if there were too many failures
     */
    public void beforeAttemptFrom(String address) {
        WindowCounter.Count failures = counter.look(addressKey(address), config.loginWindow());
        require(
                "address",
                new WindowCounter.Count(failures.value() + 1, failures.left()),
                config.loginFailuresPerAddress(),
                "Too many failed attempts from this address.");
    }

    /** A password from the address was wrong. */
    public void failedFrom(String address) {
        counter.add(addressKey(address), config.loginWindow());
    }

    /** The password of the account was right. */
    public void succeeded(String username, String address) {
        counter.forget(pairKey(username, address));
        counter.forget(accountKey(username));
        counter.mark(knownKey(username, address), config.knownAddress());
    }

    /**
     * Before somebody is registered from the address.
     *
     * @throws Refusal 429 if there were too many
     */
    public void beforeRegistrationFrom(String address) {
        require(
                "registration",
                counter.add("auth:limit:register:" + address, config.registrationWindow()),
                config.registrationsPerAddress(),
                "Too many registrations from this address.");
    }

    private void require(String limit, WindowCounter.Count count, int most, String detail) {
        if (count.value() > most) {
            metrics.counter("parley.auth.limits.reached", "limit", limit).increment();
            throw Refusal.rateLimited(detail, count.left());
        }
    }

    private static String accountKey(String username) {
        return "auth:limit:login:account:" + username;
    }

    private static String pairKey(String username, String address) {
        return "auth:limit:login:account:" + username + ":" + address;
    }

    private static String knownKey(String username, String address) {
        return "auth:limit:login:known:" + username + ":" + address;
    }

    private static String addressKey(String address) {
        return "auth:limit:login:address:" + address;
    }
}
