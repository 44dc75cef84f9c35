package dev.parley.verify.check;

import dev.parley.verify.record.MemberChange;
import dev.parley.verify.record.Room;
import dev.parley.verify.record.SocketLog;
import dev.parley.verify.record.SocketLog.Heard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Nobody hears an event that came after his removal, and nobody anything before somebody tried to let him in. Who is let in may
 * read everything, also what was said before: history says so.
 */
final class MembershipBounds implements Check {
    @Override
    public String promise() {
        return "who was removed hears nothing after it, who was not in hears nothing before it";
    }

    @Override
    public List<Violation> violations(Evidence evidence) {
        Map<UUID, Room> rooms = evidence.rooms().stream().collect(Collectors.toMap(Room::id, Function.identity()));
        List<Violation> violations = new ArrayList<>();
        for (SocketLog socket : evidence.sockets()) {
            for (Heard heard : socket.heard()) {
                Room room = rooms.get(heard.event().conversation());
                if (room != null && !mayHear(evidence, room, socket.user(), heard)) {
                    violations.add(new Violation(
                            room.id(),
                            heard.event().seq(),
                            heard.event().id(),
                            "socket " + socket.number() + " of " + socket.user() + " heard it at " + heard.at()
                                    + " ms, when he was no member"));
                }
            }
        }
        return violations;
    }

    private static boolean mayHear(Evidence evidence, Room room, UUID user, Heard heard) {
        Map<Long, Boolean> changes = evidence.stored(room.id()).changesOf(user);
        if (changes.isEmpty()) {
            return room.founders().contains(user);
        }
        boolean member = room.founders().contains(user);
        OptionalLong last = changes.keySet().stream()
                .mapToLong(Long::longValue)
                .filter(seq -> seq < heard.event().seq())
                .max();
        boolean memberAtSeq = last.isPresent() ? changes.get(last.getAsLong()) : member;
        return memberAtSeq || letInBetween(evidence, room.id(), user, heard, last);
    }

    /** He hears what was said while he was out, after somebody began to let him in again. */
    private static boolean letInBetween(
            Evidence evidence, UUID conversation, UUID user, Heard heard, OptionalLong removal) {
        boolean letInLater = evidence.stored(conversation).changesOf(user).entrySet().stream()
                .anyMatch(change -> change.getValue() && change.getKey() > removal.orElse(0));
        return letInLater
                && evidence.changes().stream()
                        .filter(MemberChange::added)
                        .anyMatch(change -> change.conversation().equals(conversation)
                                && change.user().equals(user)
                                && change.from() <= heard.at());
    }
}
