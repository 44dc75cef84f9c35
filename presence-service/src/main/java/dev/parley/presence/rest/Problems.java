package dev.parley.presence.rest;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.error.Problem;
import dev.parley.presence.redis.RedisUnavailableException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever goes wrong into a problem document. What is ours to mend is logged, and told to nobody. */
final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final long RETRY_SECONDS = 1;

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Response unauthenticated() {
        return Response.fromResponse(
                        answer(Problem.of(ErrorCode.UNAUTHENTICATED, "no token, or one that does not hold")))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e) {
        return answer(Problem.of(ErrorCode.FORBIDDEN, "not for this caller"));
    }

    @ServerExceptionMapper
    Response unavailable(RedisUnavailableException e) {
        Problem problem = Problem.of(ErrorCode.UNAVAILABLE, "presence is not known at the moment");
        return Response.fromResponse(answer(problem.retryAfter(RETRY_SECONDS)))
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .build();
    }

    /** The framework's own refusals keep their status; only those we raise ourselves (400) explain themselves. */
    @ServerExceptionMapper
    Response refused(WebApplicationException e) {
        Response.StatusType status = e.getResponse().getStatusInfo();
        ErrorCode code = code(status.getStatusCode());
        String detail = code == ErrorCode.BAD_REQUEST ? e.getMessage() : status.getReasonPhrase();
        return answer(new Problem(status.getReasonPhrase(), status.getStatusCode(), detail, code, null));
    }

    @ServerExceptionMapper
    Response broken(Throwable e) {
        LOG.error("a request failed", e);
        return answer(Problem.of(ErrorCode.INTERNAL, "something went wrong here"));
    }

    private static ErrorCode code(int status) {
        return switch (status) {
            case 401 -> ErrorCode.UNAUTHENTICATED;
            case 403 -> ErrorCode.FORBIDDEN;
            case 404 -> ErrorCode.NOT_FOUND;
            case 413 -> ErrorCode.TOO_LARGE;
            case 503 -> ErrorCode.UNAVAILABLE;
            default -> status < 500 ? ErrorCode.BAD_REQUEST : ErrorCode.INTERNAL;
        };
    }

    private static Response answer(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
