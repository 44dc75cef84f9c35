package dev.parley.message.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.api.channel.Channels;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.receipt.Receipt;
import dev.parley.api.receipt.ReceiptBatch;
import dev.parley.api.topic.Topics;
import dev.parley.message.testing.Gateway;
import dev.parley.message.testing.Listener;
import dev.parley.message.testing.Persistence;
import dev.parley.message.testing.Topic;
import dev.parley.testkit.Engines;
import dev.parley.testkit.EnginesResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "kafka", value = "true"), @ResourceArg(name = "redis", value = "true")})
@WithTestResource(Persistence.class)
class ReceiptsTest {
    private final UserId ann = new UserId(UUID.randomUUID());
    private final UserId bob = new UserId(UUID.randomUUID());
    private final UserId eve = new UserId(UUID.randomUUID());

    Engines engines;
    Persistence persistence;

    @AfterEach
    void bringBack() {
        persistence.down(false);
    }

    @Test
    void marksGoLiveAndThoseOfStrangersDoNot() {
        ConversationId conversation = persistence.group(ann, bob);
        Gateway gateway = new Gateway(engines);
        try (Listener listener = Listener.on(engines, Channels.live(conversation))) {
            // Repeated until the relay has its partitions: a new group begins at the end.
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                gateway.report(new ReceiptBatch(List.of(
                        new Receipt(conversation, eve, 9, 9),
                        new Receipt(conversation, ann, 5, 4),
                        new Receipt(conversation, bob, 3, 0))));
                return listener.frames().size() >= 3;
            });

            List<String> marks = listener.frames().stream()
                    .map(frame -> text(frame, "type") + ' ' + text(frame, "user") + ' ' + frame.get("seq"))
                    .distinct()
                    .toList();
            assertThat(marks)
                    .containsExactlyInAnyOrder(
                            "delivered " + ann + " 5", "read " + ann + " 4", "delivered " + bob + " 3");
            assertThat(new Topic(engines).records(Topics.RECEIPTS))
                    .filteredOn(record -> record.key().equals(conversation.toString()))
                    .isNotEmpty()
                    .noneMatch(record -> record.value().contains(eve.toString()));
        }
    }

    @Test
    void whatCannotBeJudgedIsUnavailable() {
        ConversationId conversation = persistence.group(ann, bob);
        persistence.down(true);

        assertThat(new Gateway(engines).report(new ReceiptBatch(List.of(new Receipt(conversation, ann, 1, 1)))))
                .isEqualTo(503);
    }

    @Test
    void whatIsNoReceiptHoldsUpNothing() {
        ConversationId conversation = persistence.group(ann, bob);
        String key = conversation.toString();
        try (Listener listener = Listener.on(engines, Channels.live(conversation))) {
            // Repeated until the relay has its partitions: a new group begins at the end.
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                new Topic(engines)
                        .write(
                                Topics.RECEIPTS,
                                key,
                                List.of(
                                        "null",
                                        "7",
                                        "{}",
                                        "{\"conversation\":\"" + key + "\",\"delivered\":1,\"read\":1}",
                                        "{\"conversation\":\"" + key + "\",\"user\":\"1-1-1-1-1\"}",
                                        "[".repeat(100_000),
                                        new Receipt(conversation, ann, 5, 0)));
                return !listener.frames().isEmpty();
            });
            assertThat(listener.frames())
                    .allSatisfy(frame -> assertThat(text(frame, "user")).isEqualTo(ann.toString()));
        }
    }

    private static String text(JsonNode frame, String field) {
        return frame.get(field).asText();
    }
}
