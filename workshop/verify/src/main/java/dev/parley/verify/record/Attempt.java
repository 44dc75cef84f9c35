package dev.parley.verify.record;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One send of one id, however often it was written, and all it was answered. Safe on any thread. */
public final class Attempt {
    private final UUID id;
    private final UUID conversation;
    private final UUID sender;
    private final String kind;
    private final int content;
    private final long dueAt;
    private final List<String> refusals = new ArrayList<>(0);
    private int writes;
    private int firstSocket = -1;
    private long order;
    private long ackedAt = -1;
    private long refusedAt = -1;
    private boolean burst;

    /**
     * Makes a send that is not written yet.
     *
     * @param kind as the event's will be
     * @param content see {@link Event#content}
     * @param dueAt milliseconds of the run when the script wanted it
     */
    public Attempt(UUID id, UUID conversation, UUID sender, String kind, int content, long dueAt) {
        this.id = id;
        this.conversation = conversation;
        this.sender = sender;
        this.kind = kind;
        this.content = content;
        this.dueAt = dueAt;
    }

    public UUID id() {
        return id;
    }

    public UUID conversation() {
        return conversation;
    }

    public UUID sender() {
        return sender;
    }

    public String kind() {
        return kind;
    }

    public int content() {
        return content;
    }

    public long dueAt() {
        return dueAt;
    }

    /** It was written to a socket; {@code order} grows from write to write. Call for every write. */
    public synchronized Attempt written(int socket, long writeOrder) {
        if (writes++ == 0) {
            firstSocket = socket;
            order = writeOrder;
        }
        return this;
    }

    /** It goes over several sockets at once, so that it has no place in any one's order. */
    public synchronized Attempt asBurst() {
        burst = true;
        return this;
    }

    public synchronized Attempt acked(long now) {
        if (ackedAt < 0) {
            ackedAt = now;
        }
        return this;
    }

    public synchronized Attempt refused(String code, long now) {
        refusals.add(code);
        refusedAt = now;
        return this;
    }

    public synchronized boolean isAcked() {
        return ackedAt >= 0;
    }

    /** Milliseconds of the run, or -1. */
    public synchronized long ackedAt() {
        return ackedAt;
    }

    public synchronized List<String> refusals() {
        return List.copyOf(refusals);
    }

    public synchronized int writes() {
        return writes;
    }

    public synchronized int firstSocket() {
        return firstSocket;
    }

    public synchronized long order() {
        return order;
    }

    public synchronized boolean isBurst() {
        return burst;
    }

    /** Whether every single write of it was refused, and so is known to have failed. */
    public synchronized boolean isRefusedForGood() {
        return ackedAt < 0 && !refusals.isEmpty() && refusals.size() >= writes;
    }

    /** Whether it has any answer at all. */
    public synchronized boolean isAnswered() {
        return ackedAt >= 0 || !refusals.isEmpty();
    }

    /** Its story in one line. */
    public synchronized String inShort() {
        return "%s %s due at %d ms, written %d times (first on socket %d)%s%s"
                .formatted(
                        kind,
                        id,
                        dueAt,
                        writes,
                        firstSocket,
                        ackedAt < 0 ? ", never acked" : ", acked at " + ackedAt + " ms",
                        refusals.isEmpty() ? "" : ", refused " + refusals + ", last at " + refusedAt + " ms");
    }
}
