package dev.parley.gateway.upstream;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The instances of one service, and which of them did not answer a moment ago. One that failed is passed by for a while that
 * doubles with each failure; if all have failed, all are tried. Safe on any thread.
 */
public final class Replicas {
    private static final long FIRST_PAUSE_NANOS = 500_000_000L;
    private static final int MOST_DOUBLINGS = 4;

    private final List<URI> instances;
    private final AtomicLongArray downUntil;
    private final AtomicIntegerArray failures;

    Replicas(List<URI> instances) {
        if (instances.isEmpty()) {
            throw new IllegalArgumentException("a service needs at least one URL");
        }
        this.instances = List.copyOf(instances);
        this.downUntil = new AtomicLongArray(instances.size());
        this.failures = new AtomicIntegerArray(instances.size());
    }

    /** The instance at a place of the order. */
    public URI at(int index) {
        return instances.get(index);
    }

    /**
     * The order in which to try the instances: from the one that {@code affinity} falls on, those that are up before those that
     * are down.
     */
    public List<Integer> order(int affinity) {
        long now = System.nanoTime();
        List<Integer> up = new ArrayList<>(instances.size());
        List<Integer> down = new ArrayList<>(0);
        for (int i = 0; i < instances.size(); i++) {
            int index = Math.floorMod(affinity + i, instances.size());
            boolean isDown = failures.get(index) > 0 && downUntil.get(index) - now > 0;
            (isDown ? down : up).add(index);
        }
        up.addAll(down);
        return up;
    }

    /** It could not be reached. */
    public void failed(int index) {
        int doublings = Math.min(failures.getAndIncrement(index), MOST_DOUBLINGS);
        downUntil.set(index, System.nanoTime() + (FIRST_PAUSE_NANOS << doublings));
    }

    /** It answered. */
    public void answered(int index) {
        if (failures.get(index) != 0) {
            failures.set(index, 0);
        }
    }
}
