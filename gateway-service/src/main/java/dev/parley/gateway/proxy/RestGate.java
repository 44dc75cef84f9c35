package dev.parley.gateway.proxy;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.error.Problem;
import dev.parley.api.id.UserId;
import dev.parley.gateway.limits.RestCost;
import dev.parley.gateway.limits.RestLimits;
import dev.parley.gateway.runtime.Threads;
import dev.parley.gateway.session.Bearer;
import dev.parley.gateway.session.EndedTokens;
import dev.parley.gateway.session.VerifiedTokens;
import dev.parley.gateway.socket.Ticket;
import dev.parley.gateway.upstream.Owner;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Decides which calls are passed on. The services verify tokens themselves; here a token says whose calls these are, so
 * that what one user asks for is counted against that user. On the request's event loop; a token that is new here is
 * verified off it.
 */
@Singleton
final class RestGate {
    private final EndedTokens ended;
    private final VerifiedTokens tokens;
    private final RestLimits limits;
    private final Threads threads;
    private final Problems problems;
    private final ProxyConfig config;

    RestGate(
            EndedTokens ended,
            VerifiedTokens tokens,
            RestLimits limits,
            Threads threads,
            Problems problems,
            ProxyConfig config) {
        this.ended = ended;
        this.tokens = tokens;
        this.limits = limits;
        this.threads = threads;
        this.problems = problems;
        this.config = config;
    }

    /** Runs {@code pass}, now or soon, or answers with the reason why not. */
    void admit(RoutingContext context, Owner owner, RestCost cost, Runnable pass) {
        String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        Optional<String> token = Bearer.tokenOf(authorization);
        if (authorization != null && token.isEmpty()) {
            refuse(context, Problem.of(ErrorCode.UNAUTHENTICATED, "A bearer token is needed."));
            return;
        }
        // auth-service knows ended sessions by itself, and one can log out with such a token.
        if (owner != Owner.AUTH && ended.isOne(authorization)) {
            refuse(context, Problem.of(ErrorCode.SESSION_REVOKED, "This session has ended; sign in again."));
            return;
        }
        Optional<Ticket> known = token.flatMap(tokens::known);
        if (known.isPresent()) {
            admit(context, known.get().user(), cost, pass);
            return;
        }
        long wait = limits.stranger(context.request().remoteAddress().hostAddress());
        if (wait > 0) {
            refuse(context, tooMany(wait));
        } else if (token.isEmpty()) {
            pass.run();
        } else {
            verify(context, token.get(), cost, pass);
        }
    }

    private void verify(RoutingContext context, String token, RestCost cost, Runnable pass) {
        HttpServerRequest request = context.request();
        request.pause();
        Context loop = Vertx.currentContext();
        threads.run(() -> {
            Optional<Ticket> ticket = tokens.verify(token);
            loop.runOnContext(_ -> {
                if (request.response().closed()) {
                    return;
                }
                // What does not hold is passed on: its owner knows best what to answer.
                ticket.ifPresentOrElse(holder -> admit(context, holder.user(), cost, pass), pass);
            });
        });
    }

    private void admit(RoutingContext context, UserId user, RestCost cost, Runnable pass) {
        long wait = limits.begin(user, cost, length(context.request()));
        if (wait > 0) {
            refuse(context, tooMany(wait));
            return;
        }
        AtomicBoolean isOver = new AtomicBoolean();
        context.addEndHandler(_ -> {
            if (isOver.compareAndSet(false, true)) {
                limits.ended(user);
            }
        });
        pass.run();
    }

    /** Of the body; one that does not say counts as the largest that is passed on. */
    private long length(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? unknownLength(request) : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return config.mostBytes();
        }
    }

    private long unknownLength(HttpServerRequest request) {
        return request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null ? 0 : config.mostBytes();
    }

    private static Problem tooMany(long wait) {
        return Problem.of(ErrorCode.RATE_LIMITED, "Too many requests; try again in " + wait + " s.")
                .retryAfter(wait);
    }

    private void refuse(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response();
        if (problem.retryAfter() != null) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(problem.retryAfter()));
        }
        problems.answer(response, problem);
        context.request().resume();
    }
}
