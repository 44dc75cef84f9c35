package dev.parley.message.receipt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.error.Problem;
import dev.parley.api.receipt.Receipt;
import dev.parley.api.receipt.ReceiptBatch;
import dev.parley.api.topic.Topics;
import dev.parley.message.log.LogProducer;
import dev.parley.message.membership.Roster;
import dev.parley.message.membership.Rosters;
import dev.parley.message.problem.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.security.annotation.BasicAuthentication;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * What gateways report marks through: a virtual thread a batch. Marks of non-members and impossible ones are dropped; if any other
 * cannot be kept, the whole batch is answered {@code unavailable} and may be given again.
 */
@Path("/internal/receipts")
@BasicAuthentication
@RolesAllowed("service")
final class ReceiptResource {
    private static final long RETRY_AFTER = 2;

    private final Rosters rosters;
    private final LogProducer producer;
    private final ObjectWriter writer;
    private final Counter dropped;

    ReceiptResource(Rosters rosters, LogProducer producer, ObjectMapper json, MeterRegistry metrics) {
        this.rosters = rosters;
        this.producer = producer;
        this.writer = json.writerFor(Receipt.class);
        this.dropped = metrics.counter("parley.message.receipts.dropped");
    }

    @POST
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Takes read and delivered marks to the log of receipts")
    public void report(ReceiptBatch batch) {
        if (batch == null || batch.receipts().size() > ReceiptBatch.MAX_RECEIPTS) {
            throw new Refusal(ErrorCode.BAD_REQUEST, "a batch has at most " + ReceiptBatch.MAX_RECEIPTS + " receipts");
        }
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        boolean all = true;
        for (Receipt receipt : batch.receipts()) {
            switch (standing(receipt)) {
                case MEMBER -> records.add(record(receipt));
                case STRANGER -> dropped.increment();
                case UNKNOWN -> all = false;
            }
        }
        all &= producer.append(records).cardinality() == records.size();
        if (!all) {
            throw new Refusal(Problem.of(ErrorCode.UNAVAILABLE, "not all receipts could be kept")
                    .retryAfter(RETRY_AFTER));
        }
    }

    private enum Standing {
        MEMBER,
        STRANGER,
        UNKNOWN
    }

    private Standing standing(Receipt receipt) {
        boolean possible = receipt.conversation() != null
                && receipt.user() != null
                && receipt.read() >= 0
                && receipt.delivered() >= 0
                && receipt.read() + receipt.delivered() > 0;
        if (!possible) {
            return Standing.STRANGER;
        }
        try {
            Roster known = rosters.of(receipt.conversation()).join();
            boolean member = known.roleOf(receipt.user()).isPresent()
                    || (known.exists()
                            && rosters.again(receipt.conversation())
                                    .join()
                                    .roleOf(receipt.user())
                                    .isPresent());
            return member ? Standing.MEMBER : Standing.STRANGER;
        } catch (CompletionException e) {
            return Standing.UNKNOWN;
        }
    }

    private ProducerRecord<byte[], byte[]> record(Receipt receipt) {
        try {
            byte[] key = receipt.conversation().toString().getBytes(US_ASCII);
            return new ProducerRecord<>(Topics.RECEIPTS, key, writer.writeValueAsBytes(receipt));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a receipt cannot be written", e);
        }
    }
}
