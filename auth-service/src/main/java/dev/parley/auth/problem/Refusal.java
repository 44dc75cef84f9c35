package dev.parley.auth.problem;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.error.Problem;
import java.io.Serial;
import java.time.Duration;

/** A request is refused, and this is what its caller is told. Carries no stack trace: refusing is nothing exceptional. */
public final class Refusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private Refusal(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public static Refusal of(ErrorCode code, String detail) {
        return new Refusal(Problem.of(code, detail));
    }

    /** The request breaks the rule that {@code detail} names. */
    public static Refusal badRequest(String detail) {
        return of(ErrorCode.BAD_REQUEST, detail);
    }

    /** Too much of something; it may go on after {@code wait}. */
    public static Refusal rateLimited(String detail, Duration wait) {
        return new Refusal(Problem.of(ErrorCode.RATE_LIMITED, detail).retryAfter(seconds(wait)));
    }

    /** Something we need is down or busy; nothing was kept. */
    public static Refusal unavailable(String detail, Duration wait) {
        return new Refusal(Problem.of(ErrorCode.UNAVAILABLE, detail).retryAfter(seconds(wait)));
    }

    public Problem problem() {
        return problem;
    }

    /** Whole seconds, rounded up: a client that waits as long as it was told must not be early. */
    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
