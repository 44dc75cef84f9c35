package dev.parley.verify.check;

import dev.parley.verify.check.Evidence.Membership;
import dev.parley.verify.record.Event;
import java.util.ArrayList;
import java.util.List;

/** The unread count of every list is the number of others' messages above the mark that are not deleted. */
final class UnreadIsRecounted implements Check {
    private static final long MOST_COUNTED = 999;

    @Override
    public String promise() {
        return "unread counts equal a recount";
    }

    @Override
    public List<Violation> violations(Evidence evidence) {
        List<Violation> violations = new ArrayList<>();
        for (Membership membership : evidence.memberships()) {
            long recounted = recount(membership, evidence.stored(membership.conversation()));
            if (recounted != membership.unread()) {
                violations.add(new Violation(
                        membership.conversation(),
                        membership.readSeq(),
                        null,
                        "%s is told of %d unread, and has %d above his mark %d"
                                .formatted(membership.user(), membership.unread(), recounted, membership.readSeq())));
            }
        }
        return violations;
    }

    private static long recount(Membership membership, Stored stored) {
        return stored.rows().stream()
                .filter(Event::isMessage)
                .filter(row -> row.seq() > membership.readSeq())
                .filter(row -> !row.sender().equals(membership.user()))
                .filter(row -> !stored.isErased(row.seq()))
                .limit(MOST_COUNTED)
                .count();
    }
}
