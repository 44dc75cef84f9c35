package dev.parley.message.router;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;

/**
 * What goes into one transaction: for some partitions, the counts that changed and the offset they were taken at.
 *
 * @param member who says so: the group's coordinator refuses a checkpoint of a member that has lost its place
 */
record Checkpoint(List<PartitionLedger.Section> sections, ConsumerGroupMetadata member) {
    Checkpoint {
        sections = List.copyOf(sections);
    }

    void giveBack() {
        sections.forEach(section -> section.ledger().giveBack(section));
    }
}
