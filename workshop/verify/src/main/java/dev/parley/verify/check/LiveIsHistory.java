package dev.parley.verify.check;

import dev.parley.verify.record.Event;
import dev.parley.verify.record.SocketLog;
import dev.parley.verify.record.SocketLog.Heard;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every event that any socket heard is, word by word, the row with its seq. */
final class LiveIsHistory implements Check {
    @Override
    public String promise() {
        return "the live stream and the database agree event by event";
    }

    @Override
    public List<Violation> violations(Evidence evidence) {
        List<Violation> violations = new ArrayList<>();
        Set<Event> looked = new HashSet<>();
        for (SocketLog socket : evidence.sockets()) {
            for (Heard heard : socket.heard()) {
                Event event = heard.event();
                if (looked.add(event)) {
                    String difference = evidence.stored(event.conversation()).differenceOf(event);
                    if (difference != null) {
                        violations.add(new Violation(
                                event.conversation(),
                                event.seq(),
                                event.id(),
                                "socket " + socket.number() + " heard " + event.inShort() + "; " + difference));
                    }
                }
            }
        }
        return violations;
    }
}
