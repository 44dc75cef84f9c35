package dev.parley.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import dev.parley.api.id.UserId;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides whether a REST call may be passed on: a bucket per user and kind of call, and one per address for those who
 * are not known yet. Any thread. Fails open: a bucket that was forgotten is a full one.
 */
@Singleton
public final class RestLimits {
    /** About a hundred members. */
    private static final long BYTES_A_TOKEN = 4_096;

    private final Map<RestCost, Rate> rates = new EnumMap<>(RestCost.class);
    private final Map<RestCost, Counter> refused = new EnumMap<>(RestCost.class);
    private final Rate strangers;
    private final int atOnce;
    private final Counter refusedStrangers;
    private final Cache<Key, Bucket> users = Limits.buckets();
    private final Cache<String, Bucket> addresses = Limits.buckets();
    private final Map<UserId, Integer> underWay = new ConcurrentHashMap<>();

    RestLimits(RestLimitsConfig config, MeterRegistry registry) {
        rates.put(RestCost.READ, config.reads());
        rates.put(RestCost.LIST, config.lists());
        rates.put(RestCost.SEARCH, config.searches());
        rates.put(RestCost.WRITE, config.writes());
        rates.put(RestCost.MEMBERSHIP, config.memberships());
        rates.put(RestCost.ACCOUNT, config.accounts());
        for (RestCost cost : RestCost.values()) {
            refused.put(
                    cost,
                    registry.counter(
                            "parley.gateway.rest.limited", "cost", cost.name().toLowerCase(Locale.ROOT)));
        }
        this.strangers = config.strangers();
        this.atOnce = config.atOnce();
        this.refusedStrangers = registry.counter("parley.gateway.rest.limited", "cost", "stranger");
    }

    private record Key(UserId user, RestCost cost) {}

    /**
     * A call of a user begins, unless it is one too many. One that was let through counts until it is {@link #ended}.
     *
     * @param bytes of its body, if known: a change of many members costs as much as several
     * @return 0, or after how many seconds trying again may help
     */
    public long begin(UserId user, RestCost cost, long bytes) {
        if (underWay.merge(user, 1, Integer::sum) > atOnce) {
            ended(user);
            refused.get(cost).increment();
            return 1;
        }
        Rate rate = rates.get(cost);
        long tokens = cost == RestCost.MEMBERSHIP ? Math.min(rate.burst(), 1 + bytes / BYTES_A_TOKEN) : 1;
        long wait = Limits.wait(users.get(new Key(user, cost), key -> Limits.bucket(rate)), tokens);
        if (wait > 0) {
            ended(user);
            refused.get(cost).increment();
        }
        return wait;
    }

    /** A call that was let through has been answered, or its client is gone. */
    public void ended(UserId user) {
        underWay.computeIfPresent(user, (id, count) -> count == 1 ? null : count - 1);
    }

    /**
     * Takes a call of somebody unknown from the bucket of their address.
     *
     * @return 0, or after how many seconds trying again may help
     */
    public long stranger(String address) {
        long wait = Limits.wait(addresses.get(address, key -> Limits.bucket(strangers)));
        if (wait > 0) {
            refusedStrangers.increment();
        }
        return wait;
    }
}
