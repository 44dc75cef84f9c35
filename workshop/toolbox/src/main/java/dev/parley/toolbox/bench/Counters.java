package dev.parley.toolbox.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** A count for each of a few things, which become known as they are counted. Safe on any thread. */
final class Counters<K extends Comparable<K>> {
    private final Map<K, LongAdder> counts = new ConcurrentHashMap<>();

    void increment(K key) {
        counts.computeIfAbsent(key, _ -> new LongAdder()).increment();
    }

    /** What has been counted so far, in the order of the keys. */
    Map<K, Long> counts() {
        Map<K, Long> sums = new TreeMap<>();
        counts.forEach((key, adder) -> sums.put(key, adder.sum()));
        return sums;
    }
}
