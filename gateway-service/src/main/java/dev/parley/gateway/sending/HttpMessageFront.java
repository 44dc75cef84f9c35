package dev.parley.gateway.sending;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.parley.api.send.SendBatch;
import dev.parley.api.send.SendResults;
import dev.parley.gateway.upstream.Service;
import dev.parley.gateway.upstream.Upstreams;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * message-service over HTTP. A batch that fails is sent again as it was, with growing and jittered pauses, until its deadline:
 * its ids make that safe, and only the whole batch again keeps its order.
 */
@Singleton
final class HttpMessageFront implements MessageFront {
    private static final Logger LOG = Logger.getLogger(HttpMessageFront.class);
    private static final int OK = 200;
    private static final int SERVER_ERRORS = 500;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 800;

    private final Service messages;
    private final Vertx vertx;
    private final SendingConfig config;
    private final ObjectWriter writer;
    private final ObjectReader reader;

    HttpMessageFront(Upstreams upstreams, Vertx vertx, SendingConfig config, ObjectMapper mapper) {
        this.messages = upstreams.messages();
        this.vertx = vertx;
        this.config = config;
        this.writer = mapper.writerFor(SendBatch.class);
        this.reader = mapper.readerFor(SendResults.class);
    }

    @Override
    public Future<SendResults> submit(int lane, SendBatch batch) {
        long deadline = System.nanoTime() + config.sendDeadline().toNanos();
        return attempt(lane, batch, deadline, FIRST_PAUSE_MILLIS);
    }

    private Future<SendResults> attempt(int lane, SendBatch batch, long deadline, long pause) {
        Buffer body;
        try {
            body = Buffer.buffer(writer.writeValueAsBytes(batch));
        } catch (JsonProcessingException e) {
            LOG.error("event=batch_unwritable", e);
            return Future.failedFuture(e);
        }
        return messages.call(Service.Call.post("/internal/sends", body, lane, config.sendTimeout()))
                .compose(answer -> results(answer, batch.sends().size()))
                .recover(failure -> again(failure, lane, batch, deadline, pause));
    }

    /** Nobody knows what became of the first attempt, so nothing in the second one is fresh. */
    private Future<SendResults> again(Throwable failure, int lane, SendBatch batch, long deadline, long pause) {
        long jittered = pause / 2 + ThreadLocalRandom.current().nextLong(pause);
        if (failure instanceof Refused || System.nanoTime() + jittered * 1_000_000 > deadline) {
            LOG.warnf(
                    "event=batch_failed sends=%d cause=%s action=answer_unavailable",
                    batch.sends().size(), failure);
            return Future.failedFuture(failure);
        }
        Promise<SendResults> promise = Promise.promise();
        vertx.setTimer(
                jittered,
                timer -> attempt(lane, batch.repeated(), deadline, Math.min(2 * pause, LONGEST_PAUSE_MILLIS))
                        .onComplete(promise));
        return promise.future();
    }

    private Future<SendResults> results(Service.Answer answer, int size) {
        if (answer.status() != OK) {
            return Future.failedFuture(answer.status() < SERVER_ERRORS ? refused(answer) : new IOException("status"));
        }
        try {
            SendResults results = reader.readValue(answer.body().getBytes());
            return results.results().size() == size ? Future.succeededFuture(results) : Future.failedFuture("size");
        } catch (IOException | IllegalArgumentException e) {
            return Future.failedFuture(e);
        }
    }

    private static Refused refused(Service.Answer answer) {
        LOG.errorf("event=batch_refused status=%d: is parley.service.secret the same everywhere?", answer.status());
        return new Refused();
    }

    /** message-service does not take the batch as such: sending it again would not help. */
    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
