package dev.parley.auth.problem;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.error.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Problem documents as answers. */
final class Problems {
    private Problems() {}

    static Response response(Problem problem) {
        Response.ResponseBuilder answer = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(problem);
        if (problem.retryAfter() != null) {
            answer.header(HttpHeaders.RETRY_AFTER, problem.retryAfter());
        }
        if (problem.code() == ErrorCode.UNAUTHENTICATED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.build();
    }

    /** For a refusal of the framework of which we know the status only; the status is kept. */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 401 -> Problem.of(ErrorCode.UNAUTHENTICATED, "An access token is needed.");
            case 403 -> Problem.of(ErrorCode.FORBIDDEN, "This is not for the caller.");
            case 404 -> Problem.of(ErrorCode.NOT_FOUND, "There is nothing here.");
            case 405 -> bad(status, "method not allowed", "The resource has no such method.");
            case 406 -> bad(status, "not acceptable", "The resource cannot be had in such a form.");
            case 413 -> Problem.of(ErrorCode.TOO_LARGE, "The body is too large.");
            case 415 -> bad(status, "unsupported media type", "The body must be application/json.");
            case 503 -> Problem.of(ErrorCode.UNAVAILABLE, "The service cannot answer now.");
            default ->
                status >= 500
                        ? Problem.of(ErrorCode.INTERNAL, "This is our mistake; it has been logged.")
                        : bad(status, "bad request", "The request cannot be read.");
        };
    }

    private static Problem bad(int status, String title, String detail) {
        return new Problem(title, status, detail, ErrorCode.BAD_REQUEST, null);
    }
}
