package dev.parley.message.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.api.conversation.ConversationChange;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.send.SendResult;
import dev.parley.api.topic.Topics;
import dev.parley.message.testing.Gateway;
import dev.parley.message.testing.Persistence;
import dev.parley.message.testing.Topic;
import dev.parley.testkit.Engines;
import dev.parley.testkit.EnginesResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "kafka", value = "true"), @ResourceArg(name = "redis", value = "true")})
@WithTestResource(Persistence.class)
class MembershipTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final UserId ann = new UserId(UUID.randomUUID());
    private final UserId bob = new UserId(UUID.randomUUID());

    Engines engines;
    Persistence persistence;

    @Inject
    Rosters rosters;

    @Inject
    RosterFeed feed;

    private Gateway gateway;

    @BeforeEach
    void connect() {
        gateway = new Gateway(engines);
        await().atMost(PATIENCE).until(feed::following);
    }

    @AfterEach
    void bringBack() {
        persistence.down(false);
    }

    @Test
    void knownConversationsGoOnWhilePersistenceIsDown() {
        ConversationId conversation = persistence.group(ann, bob);
        gateway.sendOne(Gateway.message(ann, conversation, "before"));
        persistence.down(true);

        SendResult result = gateway.sendOne(Gateway.message(bob, conversation, "meanwhile"));

        assertThat(result.isDurable()).isTrue();
        assertThat(persistence.calls(conversation)).isEqualTo(1);
    }

    @Test
    void unknownConversationsAreUnavailableWhilePersistenceIsDown() {
        ConversationId conversation = persistence.group(ann, bob);
        persistence.down(true);

        SendResult result = gateway.sendOne(Gateway.message(ann, conversation, "too early"));

        assertThat(result.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(result.retryAfter()).isPositive();
        persistence.down(false);
        await().atMost(PATIENCE)
                .until(() -> gateway.sendOne(Gateway.message(ann, conversation, "again"))
                        .isDurable());
    }

    @Test
    void whoeverIsRemovedIsRefusedSoon() {
        ConversationId conversation = persistence.group(ann, bob);
        assertThat(gateway.sendOne(Gateway.message(bob, conversation, "in")).isDurable())
                .isTrue();

        tell(new ConversationChange(Persistence.state(conversation, 2, ann), List.of(), List.of(bob)));

        await().atMost(PATIENCE)
                .until(() -> gateway.sendOne(Gateway.message(bob, conversation, "out"))
                                .code()
                        == ErrorCode.NOT_MEMBER);
        tell(new ConversationChange(Persistence.state(conversation, 1, ann, bob), List.of(bob), List.of()));
        ConversationId later = new ConversationId(UUID.randomUUID());
        tell(new ConversationChange(Persistence.state(later, 1, ann), List.of(ann), List.of()));
        await().atMost(PATIENCE).until(() -> rosters.of(later).join().exists());
        assertThat(rosters.of(conversation).join().version()).isEqualTo(2);
    }

    @Test
    void whoeverWasAddedAMomentAgoIsLetInBeforeTheFeedSaysSo() {
        ConversationId conversation = persistence.group(ann);
        gateway.sendOne(Gateway.message(ann, conversation, "alone"));
        persistence.keep(Persistence.state(conversation, 2, ann, bob));

        assertThat(gateway.sendOne(Gateway.message(bob, conversation, "me too")).isDurable())
                .isTrue();
    }

    @Test
    void strangersDoNotMakeEverySendAsk() {
        ConversationId conversation = persistence.group(ann);
        gateway.sendOne(Gateway.message(ann, conversation, "alone"));

        for (int i = 0; i < 100; i++) {
            assertThat(gateway.sendOne(Gateway.message(bob, conversation, "let me in"))
                            .code())
                    .isEqualTo(ErrorCode.NOT_MEMBER);
        }

        assertThat(persistence.calls(conversation)).isLessThan(50);
    }

    @Test
    void aConversationThatWasNotThereIsThereOnceTheFeedSaysSo() {
        ConversationId conversation = new ConversationId(UUID.randomUUID());
        assertThat(gateway.sendOne(Gateway.message(ann, conversation, "early")).code())
                .isEqualTo(ErrorCode.NOT_MEMBER);

        tell(new ConversationChange(Persistence.state(conversation, 1, ann, bob), List.of(ann, bob), List.of()));

        await().atMost(PATIENCE)
                .until(() -> gateway.sendOne(Gateway.message(ann, conversation, "now"))
                        .isDurable());
    }

    @Test
    void whoeverAsksAtTheSameTimeSharesOneCall() {
        ConversationId conversation = persistence.group(ann, bob);

        CompletableFuture.allOf(IntStream.range(0, 50)
                        .mapToObj(i -> rosters.of(conversation))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(persistence.calls(conversation)).isEqualTo(1);
    }

    private void tell(ConversationChange change) {
        new Topic(engines).write(Topics.CONVERSATIONS, change.state().id().toString(), List.of(change));
    }
}
