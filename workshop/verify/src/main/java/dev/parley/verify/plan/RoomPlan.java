package dev.parley.verify.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * One conversation to be made.
 *
 * @param members numbers of people; the first one makes it and stays
 * @param direct whether it is a direct one, of exactly two
 */
public record RoomPlan(boolean direct, List<Integer> members) {
    private static final int[] GROUP_SIZES = {3, 3, 4, 5, 8, 12, 20, 35, 60, 100};

    public RoomPlan {
        members = List.copyOf(members);
    }

    /** A direct conversation for each two people who stand next to each other, and groups of 3 to 100. */
    public static List<RoomPlan> of(long seed, int people) {
        var random = new SplittableRandom(seed ^ 0xCA57L);
        List<RoomPlan> rooms = new ArrayList<>();
        for (int i = 0; i + 1 < people; i += 2) {
            rooms.add(new RoomPlan(true, List.of(i, i + 1)));
        }
        for (int size : GROUP_SIZES) {
            if (size <= people) {
                var chosen = new TreeSet<Integer>();
                while (chosen.size() < size) {
                    chosen.add(random.nextInt(people));
                }
                rooms.add(new RoomPlan(false, List.copyOf(chosen)));
            }
        }
        return rooms;
    }
}
