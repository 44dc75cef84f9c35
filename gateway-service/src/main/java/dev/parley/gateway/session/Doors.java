package dev.parley.gateway.session;

import jakarta.inject.Singleton;

/** Whether new sockets are let in. Open from the start, closed once and for all when the node drains. Any thread. */
@Singleton
public final class Doors {
    private volatile boolean open = true;

    public Doors() {}

    /** The node is leaving. */
    public void close() {
        open = false;
    }

    public boolean isOpen() {
        return open;
    }
}
