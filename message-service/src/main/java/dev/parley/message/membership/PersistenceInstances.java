package dev.parley.message.membership;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The instances of persistence-service in turn, without those that failed a moment ago. Safe on any thread. */
final class PersistenceInstances {
    private final List<URI> urls;
    private final Duration passByFor;
    private final Clock clock;
    private final Map<URI, Long> failedUntil = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    PersistenceInstances(List<URI> urls, Duration passByFor, Clock clock) {
        this.urls = List.copyOf(urls);
        this.passByFor = passByFor;
        this.clock = clock;
    }

    /**
     * Whom to ask, in this order, at least one: if all failed lately, the one whose failure is the oldest. Refusing without having asked anybody would
     * turn one instance's hiccup into an outage for as long as it is passed by.
     */
    List<URI> candidates(int atMost) {
        int first = turn.getAndIncrement();
        long now = clock.millis();
        List<URI> candidates = new ArrayList<>(atMost);
        for (int i = 0; i < urls.size() && candidates.size() < atMost; i++) {
            URI url = urls.get(Math.floorMod(first + i, urls.size()));
            if (failedUntil.getOrDefault(url, 0L) <= now) {
                candidates.add(url);
            }
        }
        if (candidates.isEmpty()) {
            candidates.add(Collections.min(urls, Comparator.comparing(url -> failedUntil.getOrDefault(url, 0L))));
        }
        return candidates;
    }

    void failed(URI url) {
        failedUntil.put(url, clock.millis() + passByFor.toMillis());
    }
}
