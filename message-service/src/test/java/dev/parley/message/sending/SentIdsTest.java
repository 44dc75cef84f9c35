package dev.parley.message.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.send.Send;
import dev.parley.message.testing.Persistence;
import dev.parley.message.testing.RouterOff;
import dev.parley.testkit.EnginesResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RouterOff.class)
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "kafka", value = "true"), @ResourceArg(name = "redis", value = "true")})
@WithTestResource(Persistence.class)
class SentIdsTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

    @Inject
    SentIds sentIds;

    @Inject
    SendingConfig config;

    @Inject
    Redis redis;

    private final UserId ann = new UserId(UUID.randomUUID());
    private final UserId bob = new UserId(UUID.randomUUID());
    private final ConversationId conversation = new ConversationId(UUID.randomUUID());

    @Test
    void oneUsersIdsTakeABoundedPlaceForLongAndAllAreKnownForAWhile() {
        List<Send> anns = sends(ann, config.rememberedOthers() + 500);
        long before = rememberedForLong();

        for (int from = 0; from < anns.size(); from += 500) {
            sentIds.remember(anns.subList(from, from + 500), AT);
        }

        assertThat(sentIds.find(anns.subList(0, 10))).containsOnly(Optional.of(AT));
        assertThat(sentIds.find(anns.subList(anns.size() - 10, anns.size()))).containsOnly(Optional.of(AT));
        assertThat(rememberedForLong() - before).isEqualTo(config.rememberedOthers());

        sentIds.remember(sends(bob, 10), AT);
        assertThat(sentIds.find(sends(bob, 1))).containsExactly(Optional.empty());
        assertThat(rememberedForLong() - before).isEqualTo(config.rememberedOthers() + 10);
    }

    private List<Send> sends(UserId user, int count) {
        return IntStream.range(0, count)
                .<Send>mapToObj(i -> new Send.Message(user, conversation, UUID.randomUUID(), "x", null))
                .toList();
    }

    private long rememberedForLong() {
        long ids = 0;
        for (Response key : send(Request.cmd(Command.KEYS).arg("sent-others:*"))) {
            ids += send(Request.cmd(Command.HLEN).arg(key.toString())).toLong();
        }
        return ids;
    }

    private Response send(Request request) {
        return redis.send(request).toCompletionStage().toCompletableFuture().join();
    }
}
