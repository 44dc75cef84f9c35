package dev.parley.auth.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.error.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a request ends with into a problem document. What went wrong inside is logged, never told. */
@Singleton
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

    private final Counter outages;
    private final Counter mistakes;

    ProblemMappers(MeterRegistry metrics) {
        this.outages = metrics.counter("parley.auth.requests.failed", "reason", "database_unavailable");
        this.mistakes = metrics.counter("parley.auth.requests.failed", "reason", "mistake");
    }

    @ServerExceptionMapper
    Response refusal(Refusal refusal) {
        return Problems.response(refusal.problem());
    }

    /** A token that does not hold, or a refusal (ended session, database down) found while looking at it. */
    @ServerExceptionMapper
    Response badToken(AuthenticationFailedException failure) {
        return causeOf(failure, Refusal.class) instanceof Refusal refusal
                ? Problems.response(refusal.problem())
                : Problems.response(Problem.of(ErrorCode.UNAUTHENTICATED, "The access token does not hold."));
    }

    @ServerExceptionMapper
    Response noToken(UnauthorizedException failure) {
        return Problems.response(Problem.of(ErrorCode.UNAUTHENTICATED, "An access token is needed."));
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException failure) {
        return Problems.response(Problem.of(ErrorCode.FORBIDDEN, "This is not for the caller."));
    }

    /** The second one is named because the framework has a mapper of its own for it. */
    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    Response badJson(JsonProcessingException failure) {
        return Problems.response(Problem.of(ErrorCode.BAD_REQUEST, "body: not the JSON object that this call takes."));
    }

    /** What the framework refuses: unknown path, method or media type, unreadable body. */
    @ServerExceptionMapper
    Response framework(WebApplicationException failure) {
        if (causeOf(failure, JsonProcessingException.class) instanceof JsonProcessingException json) {
            return badJson(json);
        }
        Response original = failure.getResponse();
        if (original.getStatus() >= 500) {
            return anythingElse(failure);
        }
        Response.ResponseBuilder answer =
                Response.fromResponse(Problems.response(Problems.ofStatus(original.getStatus())));
        Object allow = original.getHeaders().getFirst(HttpHeaders.ALLOW);
        return allow == null
                ? answer.build()
                : answer.header(HttpHeaders.ALLOW, allow).build();
    }

    @ServerExceptionMapper
    Response anythingElse(Throwable failure) {
        if (causeOf(failure, Refusal.class) instanceof Refusal refusal) {
            return Problems.response(refusal.problem());
        }
        if (causeOf(failure, SQLException.class) instanceof SQLException sql && isOutage(sql)) {
            outages.increment(); // not a line for each request: readiness says it
            return Problems.response(Refusal.unavailable("The accounts cannot be reached now.", TRY_AGAIN)
                    .problem());
        }
        mistakes.increment();
        LOG.errorf(failure, "event=request_failed");
        return Problems.response(Problem.of(ErrorCode.INTERNAL, "This is our mistake; it has been logged."));
    }

    /** No connection (08, or none at all from the pool), no resources (53), shut down (57): time mends it, the caller cannot. */
    private static boolean isOutage(SQLException failure) {
        String state = failure.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
    }

    private static <T extends Throwable> Throwable causeOf(Throwable failure, Class<T> wanted) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 16; depth++) {
            if (wanted.isInstance(cause)) {
                return cause;
            }
            cause = cause.getCause();
        }
        return null;
    }
}
