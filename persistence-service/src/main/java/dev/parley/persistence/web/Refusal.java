package dev.parley.persistence.web;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.error.Problem;

/** A request that is refused; becomes a problem document. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    private Refusal(ErrorCode code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    /** The one answer to those who ask for a conversation that is not there, or not theirs. */
    public static Refusal noConversation() {
        return new Refusal(ErrorCode.NOT_FOUND, "there is no such conversation");
    }

    public static Refusal notFound(String detail) {
        return new Refusal(ErrorCode.NOT_FOUND, detail);
    }

    public static Refusal forbidden(String detail) {
        return new Refusal(ErrorCode.FORBIDDEN, detail);
    }

    public static Refusal badRequest(String detail) {
        return new Refusal(ErrorCode.BAD_REQUEST, detail);
    }

    public static Refusal conflict(String detail) {
        return new Refusal(ErrorCode.CONFLICT, detail);
    }

    public static Refusal unauthenticated() {
        return new Refusal(ErrorCode.UNAUTHENTICATED, "a valid access token is needed");
    }

    Problem problem() {
        return Problem.of(code, getMessage());
    }
}
