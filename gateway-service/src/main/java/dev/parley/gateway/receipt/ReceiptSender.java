package dev.parley.gateway.receipt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.parley.api.receipt.Receipt;
import dev.parley.api.receipt.ReceiptBatch;
import dev.parley.gateway.runtime.Sweeps;
import dev.parley.gateway.upstream.Service;
import dev.parley.gateway.upstream.Upstreams;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Brings the collected marks to message-service once a second; those of a batch that fails wait for the next second. */
@Singleton
final class ReceiptSender {
    private static final Logger LOG = Logger.getLogger(ReceiptSender.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int NO_CONTENT = 204;

    private final Marks marks;
    private final Service messages;
    private final ObjectWriter writer;
    private final AtomicBoolean sending = new AtomicBoolean();

    ReceiptSender(Marks marks, Upstreams upstreams, ObjectMapper mapper) {
        this.marks = marks;
        this.messages = upstreams.messages();
        this.writer = mapper.writerFor(ReceiptBatch.class);
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(TICK, this::send);
    }

    private void send() {
        if (sending.compareAndSet(false, true)) {
            next(marks.drain(), 0);
        }
    }

    /** One batch after the other: marks are not urgent enough to compete with sends. */
    private void next(List<Receipt> receipts, int from) {
        if (from >= receipts.size()) {
            sending.set(false);
            return;
        }
        int to = Math.min(receipts.size(), from + ReceiptBatch.MAX_RECEIPTS);
        List<Receipt> batch = receipts.subList(from, to);
        post(batch).onComplete(result -> {
            if (result.failed()) {
                LOG.debugf("event=receipts_failed count=%d cause=%s", batch.size(), result.cause());
                batch.forEach(marks::put);
            }
            next(receipts, to);
        });
    }

    private Future<Void> post(List<Receipt> batch) {
        try {
            Buffer body = Buffer.buffer(writer.writeValueAsBytes(new ReceiptBatch(batch)));
            return messages.call(Service.Call.post("/internal/receipts", body, batch.hashCode(), TIMEOUT))
                    .compose(answer -> answer.status() == NO_CONTENT
                            ? Future.succeededFuture()
                            : Future.failedFuture("status " + answer.status()));
        } catch (JsonProcessingException e) {
            return Future.failedFuture(e);
        }
    }
}
