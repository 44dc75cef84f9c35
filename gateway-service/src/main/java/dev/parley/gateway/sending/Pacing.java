package dev.parley.gateway.sending;

/** How soon a track sends again. */
@FunctionalInterface
interface Pacing {
    /** Runs what comes after a batch of this size was answered: at once or soon. Never blocks. */
    void after(int sends, Runnable next);
}
