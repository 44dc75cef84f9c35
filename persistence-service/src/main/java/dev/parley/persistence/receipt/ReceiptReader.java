package dev.parley.persistence.receipt;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.parley.api.event.Seqs;
import dev.parley.api.receipt.Receipt;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;

/** Reads receipts; one that cannot be read is counted and dropped, since a later one replaces it. */
@ApplicationScoped
class ReceiptReader {
    private final ObjectReader receipts;
    private final Counter unreadable;

    ReceiptReader(ObjectMapper json, MeterRegistry registry) {
        this.receipts = json.readerFor(Receipt.class);
        this.unreadable = registry.counter("parley.persistence.receipts.unreadable");
    }

    Optional<Receipt> read(byte[] value) {
        try {
            Receipt receipt = value == null ? null : receipts.readValue(value);
            if (receipt != null && receipt.conversation() != null && receipt.user() != null && hasSeqs(receipt)) {
                return Optional.of(receipt);
            }
        } catch (IOException malformed) {
            // falls through to the count: what is in it does not matter
        }
        unreadable.increment();
        return Optional.empty();
    }

    /** Marks only move forward: one that no log can have would stay for ever. */
    private static boolean hasSeqs(Receipt receipt) {
        return Seqs.isCursor(receipt.delivered()) && Seqs.isCursor(receipt.read());
    }
}
