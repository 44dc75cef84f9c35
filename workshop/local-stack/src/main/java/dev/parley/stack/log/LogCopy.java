package dev.parley.stack.log;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Copies a topic that nobody writes to, record by record as they are: key, value, headers and time. One partition after the other, so records
 * of one key keep their order. Blocks.
 */
final class LogCopy implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final LogWriter writer;

    LogCopy(String bootstrap, LogWriter writer) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.writer = writer;
    }

    /** Into the partitions that the keys choose, as every producer of ours lets them. Returns how many records there were. */
    long byKey(String from, String to, Map<Integer, Long> ends) throws ExecutionException, InterruptedException {
        return copy(
                from,
                ends,
                record -> new ProducerRecord<>(
                        to, null, record.timestamp(), record.key(), record.value(), record.headers()));
    }

    /** Each record into the partition of the same number. */
    long partitionByPartition(String from, String to, Map<Integer, Long> ends)
            throws ExecutionException, InterruptedException {
        return copy(
                from,
                ends,
                record -> new ProducerRecord<>(
                        to, record.partition(), record.timestamp(), record.key(), record.value(), record.headers()));
    }

    private long copy(String from, Map<Integer, Long> ends, Placing placing)
            throws ExecutionException, InterruptedException {
        long copied = 0;
        for (Map.Entry<Integer, Long> end : new TreeMap<>(ends).entrySet()) {
            var partition = new TopicPartition(from, end.getKey());
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (consumer.position(partition) < end.getValue()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    writer.write(placing.of(record));
                    copied++;
                }
                writer.await();
            }
        }
        return copied;
    }

    private interface Placing {
        ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> record);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
