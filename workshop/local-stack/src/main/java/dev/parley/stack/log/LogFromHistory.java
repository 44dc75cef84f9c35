package dev.parley.stack.log;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.api.topic.Topics;
import dev.parley.stack.process.StackFailure;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes the log of a stopped Parley anew, of what history has and of what fronts have written to the topic since it was lost. A seq is a place in
 * the log, so routers cannot go on without the records that were counted; which they are is of no matter to anybody but history.
 *
 * <p>The log is made whole under another name first. From when {@code chat.events} is deleted until the end, that copy is the log. Blocks.
 */
public final class LogFromHistory {
    private static final String ASIDE = Topics.EVENTS + ".restored";
    private static final Set<String> REPLACED = Set.of(Topics.EVENTS, Topics.POSITIONS);

    private final String bootstrap;
    private final History history;
    private final Consumer<String> progress;

    public LogFromHistory(String bootstrap, History history, Consumer<String> progress) {
        this.bootstrap = bootstrap;
        this.history = history;
        this.progress = progress;
    }

    /**
     * Restores.
     *
     * @throws StackFailure if a service still runs, or this is the log that history knows
     */
    public void restore() {
        try (var topics = new LogTopics(bootstrap);
                var writer = new LogWriter(bootstrap);
                var copy = new LogCopy(bootstrap, writer);
                var place = new HistoryPlace(history)) {
            check(topics, place);
            int partitions = topics.partitions(Topics.EVENTS);
            topics.createLike(Topics.EVENTS, ASIDE, partitions);
            long events = place.events((conversation, time, value) -> writer.write(record(conversation, time, value)));
            writer.await();
            progress.accept(events + " events of history lie aside in " + partitions + " partitions");
            Map<Integer, Long> known = topics.ends(ASIDE);
            long since = copy.byKey(Topics.EVENTS, ASIDE, topics.ends(Topics.EVENTS));
            progress.accept(since + " records behind them, which were written since the log was lost");
            new LogReplacement(topics, copy, place).replaceWith(ASIDE, REPLACED, events + since, known);
            progress.accept("done: empty Redis, then start the services");
        } catch (ExecutionException | SQLException e) {
            throw new StackFailure("the log could not be restored: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted");
        }
    }

    private static void check(LogTopics topics, HistoryPlace place)
            throws ExecutionException, InterruptedException, SQLException {
        for (String topic : REPLACED) {
            if (!topics.isThere(topic)) {
                throw new StackFailure(topic + " is not there: make it first, as docker/kafka/topics.sh does");
            }
        }
        topics.requireStopped(REPLACED);
        if (topics.isThere(ASIDE)) {
            throw new StackFailure(
                    ASIDE + " is there: an earlier try broke off. If it had said how many records there are, the log"
                            + " is what lies in that topic; if not, delete the topic and begin again");
        }
        if (place.log().filter(topics.id(Topics.EVENTS)::equals).isPresent()) {
            throw new StackFailure("this is the log that history was made of: nothing is lost");
        }
    }

    private static ProducerRecord<byte[], byte[]> record(UUID conversation, long time, byte[] value) {
        return new ProducerRecord<>(ASIDE, null, time, conversation.toString().getBytes(US_ASCII), value);
    }
}
