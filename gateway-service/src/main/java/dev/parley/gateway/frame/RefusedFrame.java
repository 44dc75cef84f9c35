package dev.parley.gateway.frame;

import dev.parley.api.error.ErrorCode;
import java.util.UUID;

/** A frame that is not acted on. Carries no stack trace: it is an answer, not a fault. */
public final class RefusedFrame extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final UUID id;

    RefusedFrame(ErrorCode code, String message, UUID id) {
        super(message, null, false, false);
        this.code = code;
        this.id = id;
    }

    /** Why. */
    public ErrorCode code() {
        return code;
    }

    /** The frame's own id, if that much of it could be read; else null. */
    public UUID id() {
        return id;
    }
}
