package dev.parley.message.problem;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.error.Problem;

/** Ends a REST call with a problem document. Made without a stack trace: it is an answer, not a fault. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Refusal(ErrorCode code, String detail) {
        this(Problem.of(code, detail));
    }

    Problem problem() {
        return problem;
    }
}
