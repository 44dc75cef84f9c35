package dev.parley.verify.report;

import dev.parley.verify.check.Violation;
import dev.parley.verify.record.Attempt;
import dev.parley.verify.record.Event;
import java.util.Collection;

/** The numbers of a run that people ask for first. */
record Figures(
        long sent,
        long acked,
        long refused,
        long copies,
        long events,
        long voids,
        long heard,
        long sockets,
        long lost,
        long doubled,
        long reordered) {

    static Figures of(Result result) {
        Collection<Attempt> attempts = result.evidence().attempts();
        Collection<dev.parley.verify.check.Stored> stored =
                result.evidence().stored().values();
        return new Figures(
                attempts.stream().filter(attempt -> attempt.writes() > 0).count(),
                attempts.stream().filter(Attempt::isAcked).count(),
                attempts.stream().filter(Attempt::isRefusedForGood).count(),
                attempts.stream().mapToLong(Attempt::writes).sum(),
                stored.stream().mapToLong(one -> one.rows().size()).sum(),
                stored.stream()
                        .flatMap(one -> one.rows().stream())
                        .filter(Event::isVoid)
                        .count(),
                result.evidence().sockets().stream()
                        .mapToLong(socket -> socket.heard().size())
                        .sum(),
                result.evidence().sockets().size(),
                violations(result, "lost:"),
                violations(result, "doubled:"),
                violations(result, "reordered:"));
    }

    private static long violations(Result result, String beginning) {
        return result.checks().stream()
                .flatMap(checked -> checked.violations().stream())
                .map(Violation::what)
                .filter(what -> what.startsWith(beginning))
                .count();
    }
}
