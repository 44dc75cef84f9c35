package dev.parley.stack.log;

import dev.parley.api.topic.Topics;
import dev.parley.stack.process.StackFailure;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Gives the log of a stopped Parley another number of partitions: copies it aside by key, makes its topics anew, copies it back, and
 * tells history where it stands in the new log. What counts of a conversation is the order of its records, which stays; so seqs stay too.
 *
 * <p>Until {@code chat.events} is deleted everything can be given up and begun again; from then on the copy aside is the log, and stays
 * until the end. Blocks.
 */
public final class MorePartitions {
    private static final String ASIDE = Topics.EVENTS + ".aside";
    private static final Set<String> MOVED = Set.of(Topics.EVENTS, Topics.POSITIONS, Topics.RECEIPTS);

    private final String bootstrap;
    private final History history;
    private final Consumer<String> progress;

    public MorePartitions(String bootstrap, History history, Consumer<String> progress) {
        this.bootstrap = bootstrap;
        this.history = history;
        this.progress = progress;
    }

    /**
     * Moves.
     *
     * @throws StackFailure if a service still runs, or history lacks something of the log
     */
    public void to(int partitions) {
        try (var topics = new LogTopics(bootstrap);
                var writer = new LogWriter(bootstrap);
                var copy = new LogCopy(bootstrap, writer);
                var place = new HistoryPlace(history)) {
            check(topics, place);
            // The log is whole, so what an earlier try left is of no use.
            topics.deleteIfThere(ASIDE);
            topics.createLike(Topics.EVENTS, ASIDE, partitions);
            long records = copy.byKey(Topics.EVENTS, ASIDE, topics.ends(Topics.EVENTS));
            progress.accept(records + " records lie aside in " + partitions + " partitions");
            // All of the log is in history already.
            new LogReplacement(topics, copy, place).replaceWith(ASIDE, MOVED, records, topics.ends(ASIDE));
            progress.accept("done: start the services with PARLEY_EVENTS_PARTITIONS=" + partitions);
        } catch (ExecutionException | SQLException e) {
            throw new StackFailure("the log could not be moved: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted");
        }
    }

    private static void check(LogTopics topics, HistoryPlace place)
            throws ExecutionException, InterruptedException, SQLException {
        topics.requireStopped(MOVED);
        topics.beginnings(Topics.EVENTS).forEach((partition, beginning) -> {
            if (beginning > 0) {
                throw new StackFailure(
                        "the log has lost its beginning: partition " + partition + " begins at " + beginning);
            }
        });
        Map<Integer, Long> stored = place.offsets();
        topics.ends(Topics.EVENTS).forEach((partition, end) -> {
            long known = stored.getOrDefault(partition, 0L);
            if (known < end) {
                throw new StackFailure("history lacks the end of partition " + partition
                        + ": let persistence-service catch up, without fronts, and stop it again");
            }
            if (known > end) {
                throw new StackFailure("history knows more of partition " + partition
                        + " than the log has: if an earlier try broke off, the log is what lies in " + ASIDE
                        + "; if the log was lost, see restore-log");
            }
        });
    }
}
