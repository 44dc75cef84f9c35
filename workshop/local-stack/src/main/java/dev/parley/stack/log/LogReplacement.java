package dev.parley.stack.log;

import dev.parley.api.topic.Topics;
import dev.parley.stack.process.StackFailure;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * Puts a log that was made whole under another name in the place of {@code chat.events}. From when that is deleted until the end, the one
 * aside is the log. Blocks.
 */
record LogReplacement(LogTopics topics, LogCopy copy, HistoryPlace place) {
    /**
     * Replaces.
     *
     * @param aside the topic that has the log, with as many partitions as there shall be
     * @param replaced what is made anew: {@code chat.events} and what speaks of its records
     * @param records how many there are aside
     * @param known how far history has each of its partitions
     */
    void replaceWith(String aside, Set<String> replaced, long records, Map<Integer, Long> known)
            throws ExecutionException, InterruptedException, SQLException {
        int partitions = topics.partitions(aside);
        for (String topic : replaced) {
            topics.replace(topic, partitions);
        }
        long back = copy.partitionByPartition(aside, Topics.EVENTS, topics.ends(aside));
        if (back != records) {
            throw new StackFailure(back + " of " + records + " records came back; all of them are in " + aside);
        }
        topics.forgetOffsets(replaced);
        place.tell(topics.id(Topics.EVENTS), known);
        topics.delete(aside);
    }
}
