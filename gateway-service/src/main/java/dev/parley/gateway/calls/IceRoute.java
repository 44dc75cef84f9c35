package dev.parley.gateway.calls;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.error.Problem;
import dev.parley.gateway.proxy.Problems;
import dev.parley.gateway.runtime.Threads;
import dev.parley.gateway.session.AccessTokens;
import dev.parley.gateway.socket.Ticket;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/** {@code GET /api/calls/ice}. Comes in and goes out on the request's event loop; the token is verified off it. */
@Singleton
final class IceRoute {
    private static final String PATH = "/api/calls/ice";
    private static final String SCHEME = "Bearer ";

    /** Before the proxy's {@code /api/*}, which knows nothing that the gateway answers itself; behind Quarkus' own filters. */
    private static final int BEFORE_PROXY = -1;

    private final IceServers servers;
    private final AccessTokens tokens;
    private final Threads threads;
    private final Problems problems;
    private final ObjectWriter writer;

    IceRoute(IceServers servers, AccessTokens tokens, Threads threads, Problems problems, ObjectMapper mapper) {
        this.servers = servers;
        this.tokens = tokens;
        this.threads = threads;
        this.problems = problems;
        this.writer = mapper.writerFor(IceServers.Answer.class);
    }

    void routes(@Observes Router router) {
        router.get(PATH).order(BEFORE_PROXY).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        String authorization = context.request().getHeader("Authorization");
        if (authorization == null || !authorization.startsWith(SCHEME)) {
            answer(context, Optional.empty());
            return;
        }
        String token = authorization.substring(SCHEME.length());
        Context loop = Vertx.currentContext();
        threads.run(() -> {
            Optional<Ticket> ticket = tokens.verify(token);
            loop.runOnContext(_ -> answer(context, ticket));
        });
    }

    private void answer(RoutingContext context, Optional<Ticket> ticket) {
        if (context.response().closed()) {
            return;
        }
        if (ticket.isEmpty()) {
            problems.answer(
                    context.response(), Problem.of(ErrorCode.UNAUTHENTICATED, "A valid access token is needed."));
            return;
        }
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(bytes(servers.serversFor(ticket.get().user())));
    }

    private Buffer bytes(IceServers.Answer answer) {
        try {
            return Buffer.buffer(writer.writeValueAsBytes(answer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own records are JSON", e);
        }
    }
}
