package dev.parley.verify.check;

import dev.parley.verify.record.Attempt;
import dev.parley.verify.record.FaultSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** After the end of each fault, sends are acknowledged again within ten seconds. */
public final class AcksResume implements Check {
    private static final long WITHIN = 10_000;

    @Override
    public String promise() {
        return "acks resume within 10 s of the end of a fault";
    }

    /**
     * How acks paused around one fault, in milliseconds.
     *
     * @param longest between two acks, from the fault's beginning to 15 s after its end, while sends were due
     * @param slowest from when a send was due during the fault to its ack
     * @param resumed from the fault's end to the first ack after it; -1 if there was none
     */
    public record Pause(FaultSpan fault, long longest, long slowest, long resumed) {}

    @Override
    public List<Violation> violations(Evidence evidence) {
        List<Violation> violations = new ArrayList<>();
        for (Pause pause : pauses(evidence)) {
            if (pause.resumed() > WITHIN || pause.resumed() < 0) {
                violations.add(Violation.of("after %s (%s, ended at %d ms) the first ack came after %d ms"
                        .formatted(
                                pause.fault().label(),
                                pause.fault().victim(),
                                pause.fault().to(),
                                pause.resumed())));
            }
        }
        return violations;
    }

    /** One for each fault after which anything was due. */
    public static List<Pause> pauses(Evidence evidence) {
        long[] acks = evidence.attempts().stream()
                .mapToLong(Attempt::ackedAt)
                .filter(at -> at >= 0)
                .sorted()
                .toArray();
        long[] due =
                evidence.attempts().stream().mapToLong(Attempt::dueAt).sorted().toArray();
        long lastDue = due.length == 0 ? -1 : due[due.length - 1];
        return evidence.faults().stream()
                .filter(fault -> fault.to() < lastDue)
                .map(fault -> pause(fault, acks, slowest(fault, evidence)))
                .toList();
    }

    private static Pause pause(FaultSpan fault, long[] acks, long slowest) {
        long longest = 0;
        long before = fault.from();
        for (int i = from(acks, fault.from()); i < acks.length && before <= fault.to() + 15_000; i++) {
            longest = Math.max(longest, acks[i] - before);
            before = acks[i];
        }
        int first = from(acks, fault.to());
        return new Pause(fault, longest, slowest, first < acks.length ? acks[first] - fault.to() : -1);
    }

    private static long slowest(FaultSpan fault, Evidence evidence) {
        return evidence.attempts().stream()
                .filter(Attempt::isAcked)
                .filter(attempt -> attempt.dueAt() >= fault.from() && attempt.dueAt() <= fault.to() + 1_000)
                .mapToLong(attempt -> attempt.ackedAt() - attempt.dueAt())
                .max()
                .orElse(0);
    }

    private static int from(long[] sorted, long value) {
        int found = Arrays.binarySearch(sorted, value);
        return found >= 0 ? found : -found - 1;
    }
}
