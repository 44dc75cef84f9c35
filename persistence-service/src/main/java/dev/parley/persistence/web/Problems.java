package dev.parley.persistence.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.error.Problem;
import dev.parley.persistence.database.SqlFailure;
import dev.parley.persistence.database.SqlFailure.Meaning;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure of every endpoint as a problem document. */
class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final long RETRY_AFTER_SECONDS = 2;

    @ServerExceptionMapper
    RestResponse<Problem> refused(Refusal refusal) {
        return answer(refusal.problem());
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    RestResponse<Problem> unauthenticated() {
        return answer(Problem.of(ErrorCode.UNAUTHENTICATED, "a valid credential is needed"));
    }

    @ServerExceptionMapper(ForbiddenException.class)
    RestResponse<Problem> forbidden() {
        return answer(Problem.of(ErrorCode.FORBIDDEN, "this credential may not do that"));
    }

    @ServerExceptionMapper({JacksonException.class, MismatchedInputException.class})
    RestResponse<Problem> unreadable() {
        return answer(Problem.of(ErrorCode.BAD_REQUEST, "the body is not the JSON that is expected here"));
    }

    /** What the framework refuses: no such path, a method or media type that is not offered, a body it cannot read. */
    @ServerExceptionMapper
    RestResponse<Problem> byFramework(WebApplicationException failure) {
        if (failure.getCause() instanceof JacksonException) {
            return unreadable();
        }
        if (failure.getCause() instanceof Refusal refusal) {
            return refused(refusal);
        }
        if (failure.getCause() instanceof NumberFormatException) {
            return answer(Problem.of(ErrorCode.BAD_REQUEST, "a number is expected there"));
        }
        int status = failure.getResponse().getStatus();
        if (status >= 500) {
            return unexpected(failure);
        }
        ErrorCode code = switch (status) {
            case 401 -> ErrorCode.UNAUTHENTICATED;
            case 403 -> ErrorCode.FORBIDDEN;
            case 404 -> ErrorCode.NOT_FOUND;
            case 413 -> ErrorCode.TOO_LARGE;
            default -> ErrorCode.BAD_REQUEST;
        };
        String phrase = failure.getResponse().getStatusInfo().getReasonPhrase();
        return answer(new Problem(phrase, status, phrase, code, null));
    }

    @ServerExceptionMapper
    RestResponse<Problem> unexpected(Throwable failure) {
        SqlFailure sql = SqlFailure.in(failure);
        if (sql != null && sql.meaning() == Meaning.UNAVAILABLE) {
            return answer(Problem.of(ErrorCode.UNAVAILABLE, "history cannot be reached just now")
                    .retryAfter(RETRY_AFTER_SECONDS));
        }
        LOG.errorf(failure, "event=request_failed");
        return answer(Problem.of(ErrorCode.INTERNAL, "this is our mistake"));
    }

    private static RestResponse<Problem> answer(Problem problem) {
        RestResponse.ResponseBuilder<Problem> response =
                RestResponse.ResponseBuilder.create(RestResponse.Status.fromStatusCode(problem.status()), problem);
        response.type(MediaType.valueOf(Problem.MEDIA_TYPE));
        if (problem.retryAfter() != null) {
            response.header(HttpHeaders.RETRY_AFTER, problem.retryAfter());
        }
        if (problem.code() == ErrorCode.UNAUTHENTICATED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response.build();
    }
}
