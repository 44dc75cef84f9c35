package dev.parley.message.sending;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.error.Problem;
import dev.parley.api.send.SendBatch;
import dev.parley.api.send.SendResults;
import dev.parley.telemetry.trace.MessageTraces;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * {@code POST /internal/sends}: what gateways send through. A request comes in on an event loop and is worked off on
 * one virtual thread. It carries every message of the product, so it is a plain route: REST's own way to a resource,
 * with its identity, its request context and its interceptors, costs more than all the checks of a batch.
 */
@Singleton
final class SendRoute {
    private static final Logger LOG = Logger.getLogger(SendRoute.class);

    private final Front front;
    private final MessageTraces traces;
    private final byte[] credential;
    private final ExecutorService threads;
    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final ObjectWriter problems;

    SendRoute(
            Front front,
            MessageTraces traces,
            @ConfigProperty(name = "parley.service.secret") String secret,
            @VirtualThreads ExecutorService threads,
            ObjectMapper json) {
        this.front = front;
        this.traces = traces;
        this.credential =
                ("Basic " + Base64.getEncoder().encodeToString(("parley:" + secret).getBytes(UTF_8))).getBytes(UTF_8);
        this.threads = threads;
        this.reader = json.readerFor(SendBatch.class);
        this.writer = json.writerFor(SendResults.class);
        this.problems = json.writerFor(Problem.class);
    }

    void routes(@Observes Router router) {
        router.post("/internal/sends").handler(this::take);
    }

    private void take(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<Problem> refusal = refusal(request);
        if (refusal.isPresent()) {
            answer(request.response(), refusal.get());
        } else {
            request.body()
                    .onSuccess(body -> begin(request.response(), body))
                    .onFailure(broken -> LOG.debugf("event=batch_not_read cause=%s", broken.getMessage()));
        }
        // Quarkus pauses requests until somebody wants their body; that of a refused one is let go, so that the
        // connection goes on.
        request.resume();
    }

    /** Quarkus refuses lengths above its bound for bodies, and leaves a body without a length to whoever reads it. */
    private Optional<Problem> refusal(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null || !MessageDigest.isEqual(credential, authorization.getBytes(UTF_8))) {
            return Optional.of(Problem.of(ErrorCode.UNAUTHENTICATED, "the credential of services is needed"));
        }
        return request.getHeader("Content-Length") == null
                ? Optional.of(Problem.of(ErrorCode.BAD_REQUEST, "Content-Length is needed"))
                : Optional.empty();
    }

    private void begin(HttpServerResponse response, Buffer body) {
        try {
            threads.execute(() -> work(response, body));
        } catch (RejectedExecutionException stopping) {
            answer(response, Problem.of(ErrorCode.UNAVAILABLE, "the service is stopping"));
        }
    }

    private void work(HttpServerResponse response, Buffer body) {
        try {
            SendBatch batch = reader.readValue(body.getBytes());
            if (batch == null || batch.sends().size() > SendBatch.MAX_SENDS) {
                answer(
                        response,
                        Problem.of(ErrorCode.BAD_REQUEST, "a batch has at most " + SendBatch.MAX_SENDS + " sends"));
                return;
            }
            SendSpans spans = SendSpans.begin(traces, batch.sends(), batch.traces());
            SendResults results = front.accept(batch.sends(), batch.fresh(), spans);
            write(response, 200, MediaType.APPLICATION_JSON, writer.writeValueAsBytes(results));
        } catch (JacksonException e) {
            answer(response, Problem.of(ErrorCode.BAD_REQUEST, "not a batch of sends"));
        } catch (IOException | RuntimeException e) {
            LOG.error("event=batch_failed", e);
            answer(response, Problem.of(ErrorCode.INTERNAL, "the batch could not be handled"));
        }
    }

    private void answer(HttpServerResponse response, Problem problem) {
        try {
            write(response, problem.status(), Problem.MEDIA_TYPE, problems.writeValueAsBytes(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem of our own cannot be written", e);
        }
    }

    /** The peer may be gone: then there is nobody to answer. */
    private static void write(HttpServerResponse response, int status, String type, byte[] body) {
        if (!response.closed()) {
            response.setStatusCode(status)
                    .putHeader("Content-Type", type)
                    .end(Buffer.buffer(body))
                    .onFailure(gone -> LOG.debugf("event=answer_not_written cause=%s", gone.getMessage()));
        }
    }
}
