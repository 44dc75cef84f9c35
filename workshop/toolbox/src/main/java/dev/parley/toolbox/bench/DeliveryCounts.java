package dev.parley.toolbox.bench;

import java.util.Arrays;

/**
 * How often each message came to each member: a byte for each delivery that is owed, so that a doubled one cannot hide
 * a lost one. A member's are written on the event loop of the member's socket.
 */
final class DeliveryCounts {
    private final Schedule schedule;
    private final byte[] times;

    /** For each seat, the last of a member's own messages that came back to them, or -1. */
    private final int[] lastOwn;

    DeliveryCounts(Schedule schedule) {
        this.schedule = schedule;
        this.times = new byte[schedule.slots()];
        this.lastOwn = new int[schedule.seats()];
        Arrays.fill(lastOwn, -1);
    }

    /** Counts a delivery; whether it was the first of this message to this member. */
    boolean add(int number, int member) {
        int slot = schedule.slot(number, member);
        times[slot] = (byte) Math.min(times[slot] + 1, Byte.MAX_VALUE);
        return times[slot] == 1;
    }

    /**
     * Notes that a message came to a member for the first time.
     *
     * @return whether it comes after all of the member's own that they sent before it; of others' messages, always
     */
    boolean isAfterOwn(int number, int member) {
        if (schedule.sender(number) != member) {
            return true;
        }
        int seat = schedule.seat(number, member);
        boolean inOrder = number > lastOwn[seat];
        lastOwn[seat] = Math.max(number, lastOwn[seat]);
        return inOrder;
    }

    /** To how many members a message came. */
    int delivered(int number) {
        int delivered = 0;
        for (int member = 0; member < schedule.owed(number); member++) {
            delivered += times[schedule.slot(number, member)] > 0 ? 1 : 0;
        }
        return delivered;
    }

    /** How often a message came to members who had it already; at most 126 times each are counted. */
    int doubled(int number) {
        int doubled = 0;
        for (int member = 0; member < schedule.owed(number); member++) {
            doubled += Math.max(0, times[schedule.slot(number, member)] - 1);
        }
        return doubled;
    }
}
