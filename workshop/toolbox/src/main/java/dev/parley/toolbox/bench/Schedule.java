package dev.parley.toolbox.bench;

import java.util.List;

/**
 * Which message of a run is due when, where, and whose it is: all conversations take turns, and within each its
 * members. Each delivery that a message owes has a slot of its own, a number from 0 on. Everything is computed, nothing
 * looked up. Immutable; safe on any thread.
 */
final class Schedule {
    private final List<Room> rooms;
    private final double nanosBetween;
    private final long start;
    private final int measuredFrom;
    private final int messages;
    private final int[] seats;

    /**
     * @param rate messages a second
     * @param measuredFrom the number of the first message that counts; those before are the warm-up
     * @param messages how many there are, the warm-up included
     * @param start when the first message is due, as {@link System#nanoTime} counts
     */
    Schedule(List<Room> rooms, double rate, int measuredFrom, int messages, long start) {
        this.rooms = List.copyOf(rooms);
        this.nanosBetween = 1e9 / rate;
        this.start = start;
        this.measuredFrom = measuredFrom;
        this.messages = messages;
        this.seats = new int[rooms.size() + 1];
        for (int room = 0; room < rooms.size(); room++) {
            seats[room + 1] = seats[room] + rooms.get(room).members().size();
        }
    }

    static Schedule of(Plan plan, List<Room> rooms, long start) {
        double rate = plan.traffic().rate();
        int measuredFrom = (int) Math.round(rate * plan.warmUp());
        return new Schedule(rooms, rate, measuredFrom, measuredFrom + (int) Math.round(rate * plan.seconds()), start);
    }

    /** One of no messages. */
    static Schedule none() {
        return new Schedule(List.of(), 1, 0, 0, 0);
    }

    /** The number of the first message that counts; those before are the warm-up. */
    int measuredFrom() {
        return measuredFrom;
    }

    /** How many there are, the warm-up included. */
    int messages() {
        return messages;
    }

    long due(int number) {
        return start + (long) (number * nanosBetween);
    }

    /** How many messages are due at an instant. */
    int dueAt(long now) {
        return (int) Math.clamp((now - start) / nanosBetween + 1, 0, messages);
    }

    Room room(int number) {
        return rooms.get(roomNumber(number));
    }

    int roomNumber(int number) {
        return number % rooms.size();
    }

    /** Who sends a message: an index of its room's members. */
    int sender(int number) {
        return number / rooms.size() % room(number).members().size();
    }

    /** How many deliveries a message owes: one to every member, the sender included. */
    int owed(int number) {
        return room(number).members().size();
    }

    /** The slot of a message's delivery to a member (an index of its room's members). */
    int slot(int number, int member) {
        return number / rooms.size() * seats[rooms.size()] + seat(number, member);
    }

    /** A number from 0 on for a member of a message's room, the same for all messages there. */
    int seat(int number, int member) {
        return seats[roomNumber(number)] + member;
    }

    /** How many {@link #seat}s there are. */
    int seats() {
        return seats[rooms.size()];
    }

    /** How many {@link #slot}s there are. */
    int slots() {
        return rooms.isEmpty() ? 0 : (messages / rooms.size() + 1) * seats();
    }
}
