package dev.parley.message.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.api.channel.Channels;
import dev.parley.api.conversation.ConversationChange;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.topic.Topics;
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
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "kafka", value = "true"), @ResourceArg(name = "redis", value = "true")})
@WithTestResource(Persistence.class)
class ConversationRelayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final UserId ann = new UserId(UUID.randomUUID());
    private final UserId bob = new UserId(UUID.randomUUID());
    private final ConversationId conversation = new ConversationId(UUID.randomUUID());

    Engines engines;

    @Test
    void whoeverIsAddedIsTold() {
        try (Listener anns = Listener.on(engines, Channels.user(ann));
                Listener everybodys = Listener.on(engines, Channels.live(conversation))) {
            tell(new ConversationChange(Persistence.state(conversation, 1, ann), List.of(ann), List.of()));

            await().atMost(PATIENCE).until(() -> !anns.frames().isEmpty());
            JsonNode notice = anns.frames().getFirst();
            assertThat(notice.get("notice").asText()).isEqualTo("conversationAdded");
            assertThat(notice.at("/conversation/id").asText()).isEqualTo(conversation.toString());
            assertThat(everybodys.frames()).isEmpty();
        }
    }

    @Test
    void whoeverIsRemovedIsToldAndTheOthersSeeTheChange() {
        try (Listener bobs = Listener.on(engines, Channels.user(bob));
                Listener everybodys = Listener.on(engines, Channels.live(conversation))) {
            tell(new ConversationChange(Persistence.state(conversation, 2, ann), List.of(), List.of(bob)));

            await().atMost(PATIENCE)
                    .until(() ->
                            !bobs.frames().isEmpty() && !everybodys.frames().isEmpty());
            assertThat(bobs.frames().getFirst().get("notice").asText()).isEqualTo("conversationRemoved");
            JsonNode frame = everybodys.frames().getFirst();
            assertThat(frame.get("type").asText()).isEqualTo("conversation");
            assertThat(frame.get("change").asText()).isEqualTo("updated");
            assertThat(frame.at("/conversation/members/0/role").asText()).isEqualTo("owner");
            assertThat(frame.at("/conversation/version").isMissingNode()).isTrue();
        }
    }

    @Test
    void whoeverSeesItAnewIsToldAndNobodyElse() {
        try (Listener anns = Listener.on(engines, Channels.user(ann));
                Listener everybodys = Listener.on(engines, Channels.live(conversation))) {
            tell(ConversationChange.seenAnewBy(ann, Persistence.state(conversation, 1, ann, bob)));

            await().atMost(PATIENCE).until(() -> !anns.frames().isEmpty());
            JsonNode notice = anns.frames().getFirst();
            assertThat(notice.get("notice").asText()).isEqualTo("conversationUpdated");
            assertThat(notice.at("/conversation/id").asText()).isEqualTo(conversation.toString());
            assertThat(everybodys.frames()).isEmpty();
        }
    }

    private void tell(ConversationChange change) {
        new Topic(engines).write(Topics.CONVERSATIONS, conversation.toString(), List.of(change));
    }
}
