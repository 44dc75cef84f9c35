package dev.parley.message.log;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.parley.api.event.ChatEvent;
import dev.parley.api.topic.Topics;
import dev.parley.telemetry.trace.MessageTraces;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The log in Kafka's topic {@code chat.events}. Runs on the callers' threads, which must be ones that may block. */
@Singleton
final class KafkaEventLog implements EventLog {
    private final LogProducer producer;
    private final ObjectWriter writer;

    KafkaEventLog(LogProducer producer, ObjectMapper json) {
        this.producer = producer;
        this.writer = json.writerFor(ChatEvent.class);
    }

    @Override
    public BitSet append(List<Entry> entries) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            byte[] key = entry.conversation().toString().getBytes(US_ASCII);
            var record = new ProducerRecord<>(Topics.EVENTS, key, value(entry.event()));
            if (entry.trace() != null) {
                record.headers().add(MessageTraces.HEADER, entry.trace());
            }
            records.add(record);
        }
        return producer.append(records);
    }

    private byte[] value(ChatEvent event) {
        try {
            return writer.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an event of ours cannot be written", e);
        }
    }
}
