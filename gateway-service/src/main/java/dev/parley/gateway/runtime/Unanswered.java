package dev.parley.gateway.runtime;

/** A service or an engine did not answer, or not in time: it may be asked again. */
public final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;

    public Unanswered(Throwable cause) {
        super(cause.getMessage(), cause, false, false);
    }

    public Unanswered(String message) {
        super(message, null, false, false);
    }
}
