package dev.parley.message.receipt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.parley.api.channel.Channels;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.receipt.MarkFrame;
import dev.parley.api.receipt.MarkFrame.Kind;
import dev.parley.api.receipt.Receipt;
import dev.parley.message.engine.Relays;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes marks from {@code chat.receipts} to the live channels, at least once: offsets are committed after publishing. Of a batch, only the highest marks of each
 * user and conversation go out. Runs on an event loop, and does not block it.
 */
@ApplicationScoped
class ReceiptRelay {
    private final Relays relays;
    private final ObjectReader reader;
    private final Counter impossible;

    ReceiptRelay(Relays relays, ObjectMapper json, MeterRegistry metrics) {
        this.relays = relays;
        this.reader = json.readerFor(Receipt.class);
        this.impossible = metrics.counter("parley.message.receipts.impossible");
    }

    private record Whose(ConversationId conversation, UserId user) {}

    @Incoming("receipts")
    Uni<Void> relay(List<byte[]> batch) {
        Map<Whose, Receipt> highest = new LinkedHashMap<>();
        for (byte[] value : batch) {
            try {
                Receipt receipt = reader.readValue(value);
                Whose whose = new Whose(
                        Objects.requireNonNull(receipt.conversation()), Objects.requireNonNull(receipt.user()));
                highest.merge(whose, receipt, ReceiptRelay::higher);
            } catch (IOException | RuntimeException e) {
                // Whatever it is, those behind it are not held up.
                impossible.increment();
            }
        }
        List<Relays.Hint> hints = new ArrayList<>();
        highest.values().forEach(receipt -> {
            mark(Kind.DELIVERED, receipt, receipt.delivered(), hints);
            mark(Kind.READ, receipt, receipt.read(), hints);
        });
        return relays.publish(hints.iterator());
    }

    private static Receipt higher(Receipt one, Receipt other) {
        return new Receipt(
                one.conversation(),
                one.user(),
                Math.max(one.delivered(), other.delivered()),
                Math.max(one.read(), other.read()));
    }

    private static void mark(Kind kind, Receipt receipt, long seq, List<Relays.Hint> hints) {
        if (seq > 0) {
            MarkFrame frame = new MarkFrame(kind, receipt.conversation(), receipt.user(), seq);
            hints.add(new Relays.Hint(
                    Channels.live(receipt.conversation()), frame.text().getBytes(US_ASCII)));
        }
    }
}
