package dev.parley.message.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.error.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a REST call into a problem document. */
final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response refused(Refusal refusal) {
        return answer(refusal.problem());
    }

    @ServerExceptionMapper
    @Priority(Priorities.AUTHENTICATION)
    Response unauthenticated(AuthenticationFailedException failure) {
        return answer(Problem.of(ErrorCode.UNAUTHENTICATED, "no valid credential"));
    }

    @ServerExceptionMapper
    @Priority(Priorities.AUTHENTICATION)
    Response unauthenticated(UnauthorizedException failure) {
        return answer(Problem.of(ErrorCode.UNAUTHENTICATED, "no valid credential"));
    }

    @ServerExceptionMapper
    @Priority(Priorities.AUTHORIZATION)
    Response forbidden(ForbiddenException failure) {
        return answer(Problem.of(ErrorCode.FORBIDDEN, "not for this caller"));
    }

    @ServerExceptionMapper
    Response unreadable(JsonProcessingException failure) {
        return answer(Problem.of(ErrorCode.BAD_REQUEST, "the body is not the JSON that is expected here"));
    }

    /** The framework has a mapper of its own for these, which would win over the one for their parent. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException failure) {
        return unreadable(failure);
    }

    @ServerExceptionMapper
    Response web(WebApplicationException failure) {
        int status = failure.getResponse().getStatus();
        ErrorCode code = switch (status) {
            case 401 -> ErrorCode.UNAUTHENTICATED;
            case 403 -> ErrorCode.FORBIDDEN;
            case 404 -> ErrorCode.NOT_FOUND;
            case 413 -> ErrorCode.TOO_LARGE;
            case 503 -> ErrorCode.UNAVAILABLE;
            default -> status < 500 ? ErrorCode.BAD_REQUEST : ErrorCode.INTERNAL;
        };
        return answer(new Problem(
                code.wire().replace('_', ' '),
                status,
                failure.getResponse().getStatusInfo().getReasonPhrase(),
                code,
                null));
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure) {
        LOG.error("request=failed state=unexpected", failure);
        return answer(Problem.of(ErrorCode.INTERNAL, "something unexpected happened"));
    }

    private static Response answer(Problem problem) {
        Response.ResponseBuilder answer =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (problem.retryAfter() != null) {
            answer.header(HttpHeaders.RETRY_AFTER, problem.retryAfter());
        }
        return answer.build();
    }
}
