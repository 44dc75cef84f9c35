package dev.parley.verify.report;

import dev.parley.verify.check.Evidence;
import dev.parley.verify.check.Evidence.Telling;
import dev.parley.verify.check.Violation;
import dev.parley.verify.record.Attempt;
import dev.parley.verify.record.Event;
import dev.parley.verify.record.FaultSpan;
import dev.parley.verify.record.SocketLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** All that is known of one event: who sent it, what lies in the database, who heard it when, and what was broken just then. */
final class Timeline {
    private static final int AROUND = 15_000;

    private final Evidence evidence;

    Timeline(Evidence evidence) {
        this.evidence = evidence;
    }

    List<String> of(Violation violation) {
        List<String> lines = new ArrayList<>();
        if (violation.conversation() == null) {
            return lines;
        }
        lines.add("conversation " + violation.conversation() + ", seq " + violation.seq());
        long around = sent(violation, lines);
        Event row = evidence.stored(violation.conversation()).at(violation.seq());
        lines.add("database: " + (row == null ? "nothing at this seq" : row.inShort()));
        long heard = heard(violation, lines);
        told(violation, lines);
        faults(around < 0 ? heard : around, lines);
        return lines;
    }

    private long sent(Violation violation, List<String> lines) {
        for (Attempt attempt : evidence.attempts()) {
            if (attempt.id().equals(violation.id())) {
                lines.add("sent: " + attempt.inShort());
                return attempt.dueAt();
            }
        }
        return -1;
    }

    private long heard(Violation violation, List<String> lines) {
        int first = Integer.MAX_VALUE;
        int last = -1;
        int count = 0;
        for (SocketLog socket : evidence.sockets()) {
            for (SocketLog.Heard heard : socket.heard()) {
                if (heard.event().conversation().equals(violation.conversation())
                        && heard.event().seq() == violation.seq()) {
                    first = Math.min(first, heard.at());
                    last = Math.max(last, heard.at());
                    count++;
                }
            }
        }
        lines.add(
                count == 0
                        ? "heard: by nobody at this seq"
                        : "heard: " + count + " times, from " + first + " ms to " + last + " ms");
        return count == 0 ? -1 : first;
    }

    private void told(Violation violation, List<String> lines) {
        for (Telling telling : evidence.tellings()) {
            if (telling.user() == null && telling.conversation().equals(violation.conversation())) {
                telling.events().stream()
                        .filter(event -> event.seq() == violation.seq() || isOf(event, violation))
                        .forEach(event -> lines.add(telling.source() + ": seq " + event.seq() + " " + event.inShort()));
            }
        }
    }

    private static boolean isOf(Event event, Violation violation) {
        return violation.id() != null && Objects.equals(event.id(), violation.id());
    }

    private void faults(long around, List<String> lines) {
        for (FaultSpan fault : evidence.faults()) {
            if (around >= fault.from() - AROUND && around <= fault.to() + AROUND) {
                lines.add("fault: " + fault.label() + " of " + fault.victim() + " from " + fault.from() + " ms to "
                        + fault.to() + " ms");
            }
        }
    }
}
