package dev.parley.message.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.api.channel.Channels;
import dev.parley.api.conversation.ConversationChange;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.topic.Topics;
import dev.parley.message.engine.Relays;
import dev.parley.message.testing.Listener;
import dev.parley.message.testing.Persistence;
import dev.parley.message.testing.Topic;
import dev.parley.testkit.Engines;
import dev.parley.testkit.EnginesResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
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

    @Inject
    ConversationRelay relay;

    @Inject
    MeterRegistry metrics;

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

    @Test
    void aNoticeIsMadeOnceForAllWhoGetIt() throws JsonProcessingException {
        List<UserId> users = users(999);
        ConversationChange change = new ConversationChange(
                Persistence.state(conversation, 1, users.toArray(UserId[]::new)), users, List.of());
        byte[] value = new ObjectMapper().writeValueAsBytes(change);

        List<Relays.Hint> hints = new ArrayList<>();
        relay.hints(List.of(value)).forEachRemaining(hints::add);

        assertThat(hints).hasSize(999);
        assertThat(hints.stream().map(hint -> System.identityHashCode(hint.message())))
                .containsOnly(System.identityHashCode(hints.getFirst().message()));
    }

    @Test
    void largeGroupsGoOutInPipelinesBoundedByBytes() {
        List<UserId> users = users(999);
        UserId last = users.getLast();
        try (Listener listener = Listener.on(engines, Channels.user(last))) {
            for (int version = 1; version <= 5; version++) {
                tell(new ConversationChange(
                        Persistence.state(conversation, version, users.toArray(UserId[]::new)), users, List.of()));
            }

            await().atMost(PATIENCE).until(() -> listener.frames().size() == 5);
        }
        assertThat(metrics.get("parley.message.relay.pipeline").summary().max()).isBetween(60_000.0, 262_144.0);
    }

    @Test
    void whatIsNoChangeHoldsUpNothing() {
        String key = conversation.toString();
        try (Listener anns = Listener.on(engines, Channels.user(ann))) {
            new Topic(engines)
                    .write(
                            Topics.CONVERSATIONS,
                            key,
                            List.of(
                                    "null",
                                    "7",
                                    "{}",
                                    "{\"state\":{},\"added\":[\"" + ann + "\"],\"removed\":[]}",
                                    "{\"state\":" + "[".repeat(100_000),
                                    "\"" + "x".repeat(500_000) + "\"",
                                    new ConversationChange(
                                            Persistence.state(conversation, 1, ann), List.of(ann), List.of())));

            await().atMost(PATIENCE).until(() -> !anns.frames().isEmpty());
            assertThat(anns.frames()).hasSize(1);
            assertThat(anns.frames().getFirst().at("/conversation/id").asText()).isEqualTo(key);
        }
    }

    private static List<UserId> users(int count) {
        return Stream.generate(() -> new UserId(UUID.randomUUID())).limit(count).toList();
    }

    private void tell(ConversationChange change) {
        new Topic(engines).write(Topics.CONVERSATIONS, conversation.toString(), List.of(change));
    }
}
