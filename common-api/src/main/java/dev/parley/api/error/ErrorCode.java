package dev.parley.api.error;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** The stable codes of refusals, in {@code error} frames and in the {@code code} of problem documents. */
public enum ErrorCode {
    BAD_FRAME("bad_frame", 400),
    TOO_LARGE("too_large", 413),
    NOT_MEMBER("not_member", 403),
    NOT_FOUND("not_found", 404),
    FORBIDDEN("forbidden", 403),
    RATE_LIMITED("rate_limited", 429),
    UNAVAILABLE("unavailable", 503),
    UNKNOWN_TYPE("unknown_type", 400),
    /** REST only: the request's content breaks a rule that the {@code detail} names. */
    BAD_REQUEST("bad_request", 400),
    /** REST only: no token, or one that does not hold. */
    UNAUTHENTICATED("unauthenticated", 401),
    /** REST only: a wrong user name or password. */
    BAD_CREDENTIALS("bad_credentials", 401),
    /** REST only: the session has ended, or a spent refresh token was presented and ended it. */
    SESSION_REVOKED("session_revoked", 401),
    /** REST only: somebody has this user name already. */
    USERNAME_TAKEN("username_taken", 409),
    /** REST only: the request cannot be reconciled with what is there. */
    CONFLICT("conflict", 409),
    /** REST only: our mistake. */
    INTERNAL("internal", 500);

    private final String wire;
    private final int status;

    ErrorCode(String wire, int status) {
        this.wire = wire;
        this.status = status;
    }

    /** As it stands on the wire. */
    @JsonValue
    public String wire() {
        return wire;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /**
     * Reads a code from the wire.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    @JsonCreator
    public static ErrorCode of(String wire) {
        return Arrays.stream(values())
                .filter(code -> code.wire.equals(wire))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no error code " + wire));
    }
}
