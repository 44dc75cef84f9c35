package dev.parley.persistence.history;

import static dev.parley.persistence.Scene.delete;
import static dev.parley.persistence.Scene.edit;
import static dev.parley.persistence.Scene.message;
import static dev.parley.persistence.Scene.react;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.api.event.ChatEvent;
import dev.parley.api.event.EventFrame;
import dev.parley.api.id.UserId;
import dev.parley.api.topic.Topics;
import dev.parley.persistence.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HistoryTest extends ServiceTest {
    @Inject
    HistoryWriter writer;

    @Inject
    HistoryMetrics metrics;

    @Test
    void seqsAreContiguousAcrossBatchesAndConversations() {
        UUID one = scene.group(ann, bob);
        UUID other = scene.group(ann, bob);
        for (int i = 0; i < 120; i++) {
            scene.send(Topics.EVENTS, one.toString(), scene.bytes(message(ann, "one " + i)));
            scene.send(Topics.EVENTS, other.toString(), scene.bytes(message(bob, "other " + i)));
            if (i % 40 == 0) {
                scene.flush();
            }
        }
        scene.flush();
        scene.awaitSeq(one, ann, 120);
        scene.awaitSeq(other, ann, 120);

        JsonPath page = scene.events(one, bob, "?after=0&limit=200");
        assertThat(page.getList("events.seq", Long.class))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 120).boxed().toList());
        assertThat(page.getList("events.text").getFirst()).isEqualTo("one 0");
        assertThat(page.getList("events.text").getLast()).isEqualTo("one 119");
    }

    @Test
    void historyAnswersWithTheBytesThatWentOutLive() {
        UUID group = scene.group(ann, bob);
        byte[] body = scene.bytes(message(ann, "Grüße, 世界 \"quoted\""));
        scene.logBytes(group.toString(), body);
        scene.awaitSeq(group, ann, 1);

        byte[] frame = EventFrame.of(group.toString().getBytes(UTF_8), 1, body);
        byte[] page = scene.page(group, ann, "?after=0").asByteArray();
        assertThat(new String(page, UTF_8))
                .isEqualTo("{\"events\":[" + new String(frame, UTF_8) + "],\"from\":1,\"to\":1}");
        byte[] lines = scene.asService()
                .get("/internal/conversations/" + group + "/events?after=0")
                .asByteArray();
        assertThat(new String(lines, UTF_8)).isEqualTo(new String(frame, UTF_8) + "\n");
    }

    @Test
    void repeatInOneBatchOrALaterOneIsAVoidAndKeepsItsPlace() {
        UUID group = scene.group(ann, bob);
        ChatEvent.Message first = message(ann, "once");
        scene.log(group, first, first, message(ann, "second"));
        scene.awaitSeq(group, ann, 3);
        scene.log(group, first, message(bob, "third"));
        scene.awaitSeq(group, ann, 5);

        JsonPath page = scene.events(group, ann, "?after=0");
        assertThat(page.getList("events.kind")).containsExactly("message", "void", "message", "void", "message");
        assertThat(page.getMap("events[1]")).containsOnlyKeys("type", "conversation", "seq", "kind", "at");
    }

    @Test
    void sameIdOfAnotherSenderOrConversationIsNoRepeat() {
        UUID group = scene.group(ann, bob);
        UUID other = scene.group(ann, bob);
        ChatEvent.Message byAnn = message(ann, "mine");
        ChatEvent.Message byBob = new ChatEvent.Message(message(bob, "").sender(), byAnn.id(), byAnn.at(), "his", null);
        scene.log(group, byAnn, byBob);
        scene.log(other, byAnn);
        scene.awaitSeq(group, ann, 2);
        scene.awaitSeq(other, ann, 1);

        assertThat(scene.events(group, ann, "").getList("events.kind")).containsExactly("message", "message");
        assertThat(scene.events(other, ann, "").getList("events.kind")).containsExactly("message");
    }

    @Test
    void whatCannotBeReadIsAVoidAndADeadLetter() {
        UUID group = scene.group(ann, bob);
        scene.log(group, message(ann, "before"));
        scene.logBytes(group.toString(), "not json".getBytes(UTF_8));
        scene.logBytes(group.toString(), "{\"kind\":\"poem\",\"text\":\"roses\"}".getBytes(UTF_8));
        scene.logBytes(group.toString(), scene.bytes(message(ann, "x".repeat(140_000))));
        scene.log(group, message(ann, "after"));
        scene.awaitSeq(group, ann, 5);

        assertThat(scene.events(group, ann, "").getList("events.kind"))
                .containsExactly("message", "void", "void", "void", "message");
        assertThat(deadLetters(group.toString(), 3)).containsExactly("malformed", "unknown_kind", "oversize");
    }

    @Test
    void whatPostgresRefusesIsSingledOutAndTheRestOfTheBatchIsKept() {
        UUID group = scene.group(ann, bob);
        for (int i = 0; i < 20; i++) {
            scene.send(Topics.EVENTS, group.toString(), scene.bytes(message(ann, "good " + i)));
        }
        scene.send(Topics.EVENTS, group.toString(), scene.bytes(react(ann, 1, "\0", false)));
        scene.log(group, message(ann, "good too"));
        scene.awaitSeq(group, ann, 22);

        JsonPath page = scene.events(group, ann, "");
        assertThat(page.getList("events.kind").stream().filter("message"::equals))
                .hasSize(21);
        assertThat(page.getString("events[20].kind")).isEqualTo("void");
        assertThat(deadLetters(group.toString(), 1)).containsExactly("unstorable");
    }

    @Test
    void recordsOfNoConversationAreDeadLettersAndStillCounted() {
        UUID nowhere = UUID.randomUUID();
        scene.log(nowhere, message(ann, "hello?"), message(ann, "anybody?"));
        scene.logBytes("no-uuid", scene.bytes(message(ann, "lost")));

        assertThat(deadLetters(nowhere.toString(), 2)).containsExactly("unknown_conversation", "unknown_conversation");
        assertThat(deadLetters("no-uuid", 1)).containsExactly("unknown_conversation");
        await().until(() -> Long.valueOf(2)
                .equals(scene.sql(Long.class, "select last_seq from heads where conversation_id = ?", nowhere)));
    }

    @Test
    void writerThatWasOvertakenKeepsNothing() {
        UUID group = scene.group(ann, bob);
        TopicPartition partition = new TopicPartition("test.zombie", 0);
        assertThat(writer.position(partition)).isZero();
        assertThat(write(partition, record(group, 0))).isEqualTo(new WriteResult.Written());

        WriteResult late = write(partition, record(group, 0), record(group, 1));

        assertThat(late).isEqualTo(new WriteResult.Overtaken());
        assertThat(scene.conversation(group, ann).getLong("lastSeq")).isEqualTo(1);
        assertThat(writer.position(partition)).isEqualTo(1);
    }

    @Test
    void severalPartitionsAreWrittenTogetherAndOneThatWasOvertakenKeepsAllFromIt() {
        UUID one = scene.group(ann, bob);
        UUID other = scene.group(ann, bob);
        TopicPartition first = new TopicPartition("test.together", 0);
        TopicPartition second = new TopicPartition("test.together", 1);
        writer.position(first);
        writer.position(second);
        WriteResult both = writer.write(
                List.of(new Batch(second, 0, List.of(record(other, 0))), new Batch(first, 0, List.of(record(one, 0)))));
        assertThat(both).isEqualTo(new WriteResult.Written());
        assertThat(writer.position(first)).isEqualTo(1);
        assertThat(writer.position(second)).isEqualTo(1);

        WriteResult late = writer.write(
                List.of(new Batch(first, 1, List.of(record(one, 1))), new Batch(second, 0, List.of(record(other, 0)))));

        assertThat(late).isEqualTo(new WriteResult.Overtaken());
        assertThat(writer.position(first)).isEqualTo(1);
        assertThat(scene.conversation(one, ann).getLong("lastSeq")).isEqualTo(1);
        assertThat(scene.conversation(other, ann).getLong("lastSeq")).isEqualTo(1);
    }

    @Test
    void laneThatWasOvertakenFindsItsPlaceAgain() {
        UUID group = scene.group(ann, bob);
        TopicPartition partition = new TopicPartition("test.lane", 0);
        PartitionLane lane = new PartitionLane(partition, writer, metrics);
        lane.continueFrom(writer.position(partition));
        write(partition, record(group, 0));

        lane.take(List.of(record(group, 0), record(group, 1)));
        assertThat(lane.write()).isNull();

        assertThat(lane.isLost()).isTrue();
        assertThat(lane.isReady()).isFalse();
    }

    @Test
    void ofAMessagesReactionsTheFirstFiftyEmojiAreListed() {
        UUID group = scene.group(ann, bob);
        scene.log(group, message(ann, "popular"));
        ChatEvent[] reactions = IntStream.range(0, 500)
                .mapToObj(i -> react(bob, 1, Character.toString(0x1F400 + i), false))
                .toArray(ChatEvent[]::new);
        scene.log(group, reactions);
        scene.log(group, react(ann, 1, Character.toString(0x1F400), false));
        scene.log(group, react(ann, 1, Character.toString(0x1F400 + 499), false));
        scene.awaitSeq(group, ann, 503);

        JsonPath message = scene.page(group, bob, "?after=0&limit=1").jsonPath();

        assertThat(message.getList("events[0].state.reactions.emoji"))
                .containsExactlyElementsOf(IntStream.range(0, 50)
                        .mapToObj(i -> Character.toString(0x1F400 + i))
                        .toList());
        assertThat(message.getList("events[0].state.reactions[0].users"))
                .containsExactly(bob.toString(), ann.toString());
    }

    @Test
    void editsDeletesAndReactionsShowInTheMessagesState() {
        UUID group = scene.group(ann, bob);
        scene.log(group, message(ann, "helo"), message(ann, "secret one"), message(bob, "third"));
        scene.log(group, edit(ann, 1, "hello"), edit(bob, 1, "forged"), edit(ann, 2, "secret two"));
        scene.log(group, react(bob, 1, "👍", false), react(ann, 1, "👍", false), react(ann, 1, "🎉", false));
        scene.log(group, react(ann, 1, "🎉", true), react(bob, 2, "👎", false), delete(ann, 2));
        scene.log(group, edit(ann, 2, "secret three"), react(bob, 2, "👎", false), edit(ann, 99, "future"));
        scene.awaitSeq(group, ann, 15);

        var page = scene.page(group, bob, "?after=0");
        JsonPath events = page.jsonPath();
        assertThat(events.getString("events[0].text")).isEqualTo("helo");
        assertThat(events.getString("events[0].state.text")).isEqualTo("hello");
        assertThat(events.getString("events[0].state.editedAt")).isEqualTo(events.getString("events[3].at"));
        assertThat(events.getList("events[0].state.reactions.emoji")).containsExactly("👍");
        assertThat(events.getList("events[0].state.reactions[0].users"))
                .containsExactly(bob.toString(), ann.toString());
        assertThat(events.getString("events[1].text")).isEmpty();
        assertThat(events.getMap("events[1].state")).isEqualTo(Map.of("deleted", true));
        assertThat(events.getMap("events[2]")).doesNotContainKey("state");
        assertThat(page.asString()).doesNotContain("secret");
        assertThat(scene.asService()
                        .get("/internal/conversations/" + group + "/events?after=0")
                        .asString())
                .doesNotContain("secret");
        assertThat(scene.asService()
                        .get("/internal/conversations/" + group + "/events/2")
                        .jsonPath()
                        .getBoolean("state.deleted"))
                .isTrue();
    }

    @Test
    void deleteErasesAnyNumberOfEditsByteForByte() {
        UUID group = scene.group(ann, bob);
        ChatEvent.Message answer = new ChatEvent.Message(
                new UserId(ann), UUID.randomUUID(), Instant.parse("2026-01-02T03:04:05.060Z"), "secret \\ \"x\"", 1L);
        scene.log(group, message(bob, "question"), answer);
        List<ChatEvent.Edit> edits = Stream.generate(() -> edit(ann, 2, "secret, \"replyTo\":7}"))
                .limit(1_500)
                .toList();
        scene.log(group, edits.toArray(ChatEvent[]::new));
        scene.awaitSeq(group, ann, 1_502);

        scene.log(group, delete(ann, 2), delete(ann, 2), edit(ann, 2, "secret too late"), delete(bob, 2));
        scene.awaitSeq(group, ann, 1_506);

        List<String> lines = new ArrayList<>();
        for (int after : List.of(0, 1_000)) {
            scene.asService()
                    .get("/internal/conversations/" + group + "/events?limit=1000&after=" + after)
                    .asString()
                    .lines()
                    .forEach(lines::add);
        }
        assertThat(lines).hasSize(1_506).noneMatch(line -> line.contains("secret"));
        assertThat(lines.get(1))
                .isEqualTo(frame(
                        group,
                        2,
                        new ChatEvent.Message(answer.sender(), answer.id(), answer.at(), "", answer.replyTo())));
        ChatEvent.Edit last = edits.getLast();
        assertThat(lines.get(1_501))
                .isEqualTo(frame(group, 1_502, new ChatEvent.Edit(last.sender(), last.id(), last.at(), 2, "")));
        assertThat(scene.sql(Long.class, "select count(*) from events where conversation_id = ? and erased", group))
                .isEqualTo(1_502);
    }

    private String frame(UUID conversation, long seq, ChatEvent event) {
        return new String(EventFrame.of(conversation.toString().getBytes(UTF_8), seq, scene.bytes(event)), UTF_8);
    }

    private List<String> deadLetters(String key, int count) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", engines.kafkaBootstrap(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.DEAD_LETTERS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            List<String> reasons = new java.util.ArrayList<>();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(Duration.ofMillis(200))) {
                    if (letter.key() != null && new String(letter.key(), UTF_8).equals(key)) {
                        reasons.add(
                                new String(letter.headers().lastHeader("reason").value(), UTF_8));
                    }
                }
                return reasons.size() >= count;
            });
            return reasons;
        }
    }

    private WriteResult write(TopicPartition partition, LogRecord... records) {
        return writer.write(List.of(new Batch(partition, 0, List.of(records))));
    }

    private LogRecord record(UUID conversation, long offset) {
        ChatEvent.Message event = message(ann, "at " + offset);
        return new LogRecord(
                0,
                offset,
                conversation.toString().getBytes(UTF_8),
                scene.bytes(event),
                conversation,
                Instant.now(),
                event,
                null,
                null);
    }
}
