package dev.parley.verify.check;

import java.util.List;

/** On one socket, a member's mark is never told to be lower than it was told before. */
final class MarksOnlyRise implements Check {
    @Override
    public String promise() {
        return "read and delivered marks never move back";
    }

    @Override
    public List<Violation> violations(Evidence evidence) {
        return evidence.sockets().stream()
                .flatMap(socket -> socket.marksBack().stream()
                        .map(what -> Violation.of("on socket " + socket.number() + ": " + what)))
                .toList();
    }
}
