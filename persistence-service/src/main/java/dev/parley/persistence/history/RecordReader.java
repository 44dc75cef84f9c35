package dev.parley.persistence.history;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import dev.parley.api.event.ChatEvent;
import dev.parley.api.id.CanonicalUuid;
import dev.parley.telemetry.trace.MessageTraces;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Reads and judges what lies in {@code chat.events}. Whatever the bytes are, the answer is a {@link LogRecord}: reading
 * never fails. Safe on any thread.
 */
@ApplicationScoped
class RecordReader {
    private static final byte[] START = "{\"kind\":\"".getBytes(US_ASCII);
    private static final int KEY_LENGTH = 36;
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

    private final ObjectReader events;
    private final int maxBytes;

    RecordReader(ObjectMapper json, HistoryConfig config) {
        this.events = json.readerFor(ChatEvent.class)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.maxBytes = config.maxEventBytes();
    }

    LogRecord read(ConsumerRecord<byte[], byte[]> from) {
        LogRecord record = new LogRecord(
                from.offset(),
                from.key(),
                from.value(),
                conversationIn(from.key()),
                timeOf(from),
                null,
                null,
                traceOf(from));
        if (record.value() == null) {
            return record.without(VoidReason.MALFORMED);
        }
        return record.value().length > maxBytes ? record.without(VoidReason.OVERSIZE) : withEvent(record);
    }

    private LogRecord withEvent(LogRecord record) {
        if (!canBeSpliced(record.value())) {
            return record.without(VoidReason.MALFORMED);
        }
        try {
            ChatEvent event = events.readValue(record.value());
            if (!isWhole(event)) {
                return record.without(VoidReason.MALFORMED);
            }
            return new LogRecord(
                    record.offset(),
                    record.key(),
                    record.value(),
                    record.conversation(),
                    event.at(),
                    event,
                    null,
                    record.trace());
        } catch (InvalidTypeIdException unknown) {
            return record.without(VoidReason.UNKNOWN_KIND);
        } catch (JacksonException malformed) {
            return record.without(VoidReason.MALFORMED);
        } catch (IOException impossible) {
            throw new IllegalStateException("reading an array cannot fail", impossible);
        }
    }

    private static byte[] traceOf(ConsumerRecord<byte[], byte[]> from) {
        Header header = from.headers().lastHeader(MessageTraces.HEADER);
        return header == null ? null : header.value();
    }

    /**
     * Frames are made by putting fields in front of a value and behind it, and are separated by newlines: a value must
     * start and end like ours, and have no newline in it.
     */
    private static boolean canBeSpliced(byte[] value) {
        if (value.length <= START.length
                || value[value.length - 1] != '}'
                || !Arrays.equals(value, 0, START.length, START, 0, START.length)) {
            return false;
        }
        for (byte one : value) {
            if (one == '\n' || one == '\r') {
                return false;
            }
        }
        return true;
    }

    private static boolean isWhole(ChatEvent event) {
        if (event.sender() == null || event.id() == null || event.at() == null || !isInCalendar(event.at())) {
            return false;
        }
        return switch (event) {
            case ChatEvent.Message message -> message.text() != null;
            case ChatEvent.Edit edit -> edit.text() != null;
            case ChatEvent.Reaction reaction -> reaction.emoji() != null;
            case ChatEvent.Delete _, ChatEvent.MemberAdded _, ChatEvent.MemberRemoved _ -> true;
            case ChatEvent.RoleChanged _, ChatEvent.TitleChanged _, ChatEvent.Call _ -> true;
        };
    }

    private static Instant timeOf(ConsumerRecord<byte[], byte[]> from) {
        Instant time = Instant.ofEpochMilli(from.timestamp());
        return isInCalendar(time) ? time : Instant.EPOCH;
    }

    /** Years of four digits: what every wire and Postgres can hold. */
    private static boolean isInCalendar(Instant time) {
        return !time.isBefore(Instant.EPOCH) && time.isBefore(END_OF_TIME);
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
