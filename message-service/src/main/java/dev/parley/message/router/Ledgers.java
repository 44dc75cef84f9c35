package dev.parley.message.router;

import dev.parley.api.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The ledgers of the partitions this router owns, made and let go as the group says. The router's thread only: Kafka calls the listener within
 * {@code poll}.
 */
final class Ledgers implements ConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(Ledgers.class);

    /** Longer than an open transaction of a former owner can stay undecided. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Consumer<byte[], byte[]> consumer;
    private final PositionReader reader;
    private final Handover handover;
    private final Map<Integer, PartitionLedger> owned = new TreeMap<>();

    Ledgers(Consumer<byte[], byte[]> consumer, PositionReader reader, Handover handover) {
        this.consumer = consumer;
        this.reader = reader;
        this.handover = handover;
    }

    /** What the router does as partitions come and go. */
    interface Handover {
        /** These are ours now, and not yet read from. */
        void arrived(Collection<TopicPartition> partitions);

        /** These are ours for the last moment: whatever should be saved of them is to be saved now. */
        void leaving(Collection<PartitionLedger> ledgers);
    }

    Optional<PartitionLedger> of(int partition) {
        return Optional.ofNullable(owned.get(partition));
    }

    Collection<PartitionLedger> all() {
        return owned.values();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        List<Integer> numbers =
                partitions.stream().map(TopicPartition::partition).sorted().toList();
        // The offsets first: they wait for the former owner's last transaction, so the facts read after them are at
        // least as new.
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(new HashSet<>(partitions), PATIENCE);
        Map<Integer, PositionReader.Facts> facts = reader.read(numbers);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, PATIENCE);
        for (TopicPartition partition : partitions) {
            PositionReader.Facts known = facts.get(partition.partition());
            long start = start(partition, committed.get(partition), known, beginnings.get(partition));
            owned.put(partition.partition(), new PartitionLedger(partition.partition(), known.counts(), start));
            consumer.seek(partition, start);
            LOG.infof(
                    "router=took partition=%d offset=%d conversations=%d",
                    partition.partition(), start, known.counts().size());
        }
        handover.arrived(partitions);
    }

    /**
     * Where to go on. Facts and offset are saved together, so the offset follows from the facts too: that mends a group whose offsets have expired, or were put back
     * by hand, which would count twice. And an offset without a single fact means that the facts are gone: whoever went on from there would count from
     * one again. So the log is counted from its start, and published again with the seqs it had.
     */
    private static long start(
            TopicPartition partition, OffsetAndMetadata committed, PositionReader.Facts facts, long beginning) {
        long byGroup = committed == null ? 0 : committed.offset();
        long byFacts = facts.offset() + 1;
        if (byFacts == 0 && byGroup > 0) {
            LOG.warnf(
                    "router=facts-gone partition=%d offset=%d next=count-from-the-start",
                    partition.partition(), byGroup);
            byGroup = 0;
        }
        if (byFacts > byGroup) {
            LOG.warnf(
                    "router=offset-behind-facts partition=%d offset=%d facts=%d next=go-on-from-the-facts",
                    partition.partition(), byGroup, byFacts);
        }
        long start = Math.max(byGroup, byFacts);
        if (beginning > start) {
            throw new RouterRefusal(Topics.EVENTS + '-' + partition.partition() + " begins at " + beginning
                    + ", but has been counted up to " + start + " only: events are gone uncounted");
        }
        return start;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        handover.leaving(remove(partitions, false));
    }

    /** Somebody else may own them already: there is nothing to save, what was not saved he publishes again. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        LOG.warnf("router=lost partitions=%s next=rejoin", partitions);
        remove(partitions, true);
    }

    private Collection<PartitionLedger> remove(Collection<TopicPartition> partitions, boolean lost) {
        List<PartitionLedger> removed = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            PartitionLedger ledger = owned.remove(partition.partition());
            if (ledger != null) {
                ledger.release();
                removed.add(ledger);
            }
        }
        if (!removed.isEmpty() && !lost) {
            LOG.infof("router=gives-up partitions=%s", partitions);
        }
        return removed;
    }
}
