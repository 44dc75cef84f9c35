package dev.parley.message.router;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.event.EventFrame;
import dev.parley.api.id.ConversationId;
import dev.parley.message.router.Fanout.FanoutFailure;
import dev.parley.message.testing.Persistence;
import dev.parley.message.testing.Recent;
import dev.parley.message.testing.RouterOff;
import dev.parley.testkit.EnginesResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.redis.client.Redis;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What one router leaves among the recent events when another one says old things again. */
@QuarkusTest
@TestProfile(RouterOff.class)
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "kafka", value = "true"), @ResourceArg(name = "redis", value = "true")})
@WithTestResource(Persistence.class)
class RedisFanoutTest {
    @Inject
    Redis redis;

    @Inject
    RedisFanout fanout;

    private final ConversationId conversation = new ConversationId(UUID.randomUUID());

    /** A router that was frozen in the middle of a batch and lost its partitions meanwhile goes on with that batch. */
    @Test
    void aDeletionThatIsSaidAgainLeavesNoHole() throws FanoutFailure {
        fanout.publish(List.of(message(1), message(2), message(3), deletion(4), message(5)));
        assertThat(Recent.seqs(redis, conversation)).containsExactly(4L, 5L);

        sayAgain(List.of(message(3), deletion(4)));
        fanout.publish(List.of(message(6)));

        assertThat(Recent.seqs(redis, conversation)).containsExactly(4L, 5L, 6L);
    }

    /** As the router does, until it is taken. */
    private void sayAgain(List<Outgoing> events) throws FanoutFailure {
        try {
            fanout.publish(new ArrayList<>(events));
        } catch (FanoutFailure refused) {
            fanout.publish(new ArrayList<>(events));
        }
    }

    private Outgoing message(long seq) {
        return outgoing(seq, "{\"kind\":\"message\",\"text\":\"x\"}");
    }

    private Outgoing deletion(long seq) {
        return outgoing(seq, "{\"kind\":\"delete\",\"target\":1}");
    }

    private Outgoing outgoing(long seq, String value) {
        byte[] key = conversation.toString().getBytes(US_ASCII);
        byte[] frame = EventFrame.of(key, seq, value.getBytes(UTF_8));
        return new Outgoing(null, conversation.toString(), seq, frame, 0, null);
    }
}
