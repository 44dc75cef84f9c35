package dev.parley.verify.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What one socket of one person heard, in the order in which it came. Safe on any thread. */
public final class SocketLog {
    private final int number;
    private final UUID user;
    private final int gateway;
    private final List<Heard> heard = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final Map<MarkOf, Long> marks = new HashMap<>();
    private final List<String> marksBack = new ArrayList<>();

    public SocketLog(int number, UUID user, int gateway) {
        this.number = number;
        this.user = user;
        this.gateway = gateway;
    }

    /** An event, and the milliseconds of the run at which it came. */
    public record Heard(Event event, int at) {}

    private record MarkOf(String type, UUID conversation, UUID user) {}

    public int number() {
        return number;
    }

    public UUID user() {
        return user;
    }

    public int gateway() {
        return gateway;
    }

    public synchronized SocketLog hear(Event event, long now) {
        heard.add(new Heard(event, (int) now));
        return this;
    }

    /** A member's mark moved; {@code type}: {@code read} or {@code delivered}. */
    public synchronized SocketLog hearMark(String type, UUID conversation, UUID member, long seq) {
        Long before = marks.merge(new MarkOf(type, conversation, member), seq, Math::max);
        if (before > seq) {
            marksBack.add("%s of %s in %s went back from %d to %d".formatted(type, member, conversation, before, seq));
        }
        return this;
    }

    /** Something came that the contract does not allow. */
    public synchronized SocketLog hearNonsense(String what) {
        broken.add(what);
        return this;
    }

    public synchronized List<Heard> heard() {
        return List.copyOf(heard);
    }

    public synchronized List<String> marksBack() {
        return List.copyOf(marksBack);
    }

    public synchronized List<String> broken() {
        return List.copyOf(broken);
    }
}
