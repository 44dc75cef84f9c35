package dev.parley.message.router;

/**
 * How the router is.
 *
 * @param detail for people
 */
record RouterState(Phase phase, String detail) {
    /** What the router does now, and whether that is as good as ready. */
    enum Phase {
        OFF(true),
        STARTING(false),
        ROUTING(true),
        /** Events wait for Redis, none is lost; nobody else could do better, so the instance stays ready. */
        WAITING_FOR_REDIS(true),
        /** Broken down, will try again by itself. */
        BROKEN(false),
        /** Something must not be, and a person must look at it. */
        REFUSING(false);

        private final boolean ready;

        Phase(boolean ready) {
            this.ready = ready;
        }

        boolean ready() {
            return ready;
        }
    }

    static RouterState of(Phase phase) {
        return new RouterState(phase, "");
    }
}
