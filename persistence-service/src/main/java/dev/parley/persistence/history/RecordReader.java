package dev.parley.persistence.history;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.api.event.EventReader;
import dev.parley.api.event.EventReader.Flaw;
import dev.parley.api.event.EventReader.Reading;
import dev.parley.api.id.CanonicalUuid;
import dev.parley.telemetry.trace.MessageTraces;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Reads what lies in {@code chat.events}. Whatever the bytes are, the answer is a {@link LogRecord}: reading never fails. Safe on any thread.
 */
@ApplicationScoped
class RecordReader {
    private static final int KEY_LENGTH = 36;

    private final EventReader events = new EventReader();

    LogRecord read(ConsumerRecord<byte[], byte[]> from) {
        Reading reading = events.read(from.value());
        Instant at = reading.event() == null
                ? EventReader.timeOf(from.timestamp())
                : reading.event().at();
        return new LogRecord(
                from.partition(),
                from.offset(),
                from.key(),
                from.value(),
                conversationIn(from.key()),
                at,
                reading.event(),
                reason(reading.flaw()),
                traceOf(from));
    }

    private static VoidReason reason(Flaw flaw) {
        return switch (flaw) {
            case null -> null;
            case MALFORMED -> VoidReason.MALFORMED;
            case UNKNOWN_KIND -> VoidReason.UNKNOWN_KIND;
            case OVERSIZE -> VoidReason.OVERSIZE;
        };
    }

    private static byte[] traceOf(ConsumerRecord<byte[], byte[]> from) {
        Header header = from.headers().lastHeader(MessageTraces.HEADER);
        return header == null ? null : header.value();
    }

    /** Only the canonical, lower-case spelling: any other would be a second key, perhaps in another partition. */
    private static UUID conversationIn(byte[] key) {
        if (key == null || key.length != KEY_LENGTH) {
            return null;
        }
        try {
            String text = new String(key, US_ASCII);
            UUID id = CanonicalUuid.parse(text);
            return id.toString().equals(text) ? id : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
