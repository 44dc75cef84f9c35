package dev.parley.toolbox.bench;

import java.util.UUID;

/** How far one socket has come in one conversation. For one thread. */
final class Cursor {
    /** How an event's seq relates to those before it. */
    enum Step {
        NEXT,
        GAP,
        BEHIND
    }

    private final UUID conversation;
    private final int member;
    private long seq;
    private long reported;

    /** {@code member}: which of the room's members the socket's user is. */
    Cursor(UUID conversation, int member) {
        this.conversation = conversation;
        this.member = member;
    }

    /** Moves on, unless the seq is not above those before it. Any seq is the next one of a cursor that is new. */
    Step advance(long next) {
        if (next <= seq) {
            return Step.BEHIND;
        }
        Step step = seq == 0 || next == seq + 1 ? Step.NEXT : Step.GAP;
        seq = next;
        return step;
    }

    /** Whether it has moved since the last time that this was asked. */
    boolean hasMoved() {
        boolean moved = seq != reported;
        reported = seq;
        return moved;
    }

    UUID conversation() {
        return conversation;
    }

    int member() {
        return member;
    }

    long seq() {
        return seq;
    }
}
