package dev.parley.stack.process;

import java.nio.file.Path;
import java.util.List;

/** A part of the stack failed. The message is for a person: what failed, the last lines of its log, and where the rest is. */
public final class StackFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StackFailure(String what, Path log, List<String> lastLines) {
        super(what + "\n    " + String.join("\n    ", lastLines) + "\n  the whole log: " + log);
    }

    /** A failure that no log explains further. */
    public StackFailure(String what) {
        super(what);
    }
}
