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

/** The instances of persistence-service in turn, those that failed a moment ago last. Safe on any thread. */
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
     * Whom to ask, in this order: in turn, but those that failed lately last. They are not left out: refusing without having asked would turn a hiccup
     * of the only instance into an outage for as long as it is passed by.
     */
    List<URI> candidates(int atMost) {
        int first = turn.getAndIncrement();
        long now = clock.millis();
        List<URI> inTurn = new ArrayList<>(urls);
        Collections.rotate(inTurn, -Math.floorMod(first, urls.size()));
        // The sort is stable: those that did not fail lately are all equal, and stay in turn.
        inTurn.sort(Comparator.comparingLong(url -> Math.max(now, failedUntil.getOrDefault(url, 0L))));
        return inTurn.subList(0, Math.min(atMost, inTurn.size()));
    }

    void failed(URI url) {
        failedUntil.put(url, clock.millis() + passByFor.toMillis());
    }
}
