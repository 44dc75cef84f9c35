package dev.parley.verify.check;

import java.util.List;

/** Nothing came that a client written against the contract cannot read. */
final class FramesAreOfTheContract implements Check {
    @Override
    public String promise() {
        return "every frame is one of the contract";
    }

    @Override
    public List<Violation> violations(Evidence evidence) {
        return evidence.sockets().stream()
                .flatMap(socket -> socket.broken().stream()
                        .map(what -> Violation.of("socket " + socket.number() + " got " + what)))
                .toList();
    }
}
