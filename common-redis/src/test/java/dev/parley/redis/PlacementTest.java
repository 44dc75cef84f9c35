package dev.parley.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.channel.Channels;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final ConversationId CONVERSATION = ConversationId.of("0197a2b4-6c1e-7a10-9d2f-3b5c7e9f1a2b");

    @Test
    void everythingIsOnTheMainNodeWhileThereIsNoOther() {
        assertThat(new Placement(0).of(Channels.live(CONVERSATION))).isEqualTo(Placement.MAIN);
    }

    @Test
    void whatBelongsToOneConversationLivesTogether() {
        var placement = new Placement(7);

        assertThat(placement.of(Channels.recent(CONVERSATION))).isEqualTo(placement.of(Channels.live(CONVERSATION)));
        assertThat(placement.of(Channels.of(CONVERSATION, "sent:me:this")))
                .isEqualTo(placement.of(Channels.live(CONVERSATION)));
    }

    /** Services of several versions run beside each other: so this must never change. */
    @Test
    void aConversationStaysWhereItIs() {
        assertThat(new Placement(7).of(Channels.live(CONVERSATION))).isEqualTo(4);
    }

    @Test
    void whatIsOfNoConversationIsOnTheMainNode() {
        var placement = new Placement(3);

        assertThat(placement.of(Channels.heads(4))).isEqualTo(Placement.MAIN);
        assertThat(placement.of(Channels.ENDED_SESSIONS)).isEqualTo(Placement.MAIN);
        assertThat(placement.of(Channels.user(new UserId(UUID.randomUUID())))).isEqualTo(Placement.MAIN);
    }

    @Test
    void nodesGetAboutAsManyConversationsEach() {
        var placement = new Placement(4);

        Map<Integer, Long> conversations = Stream.generate(UUID::randomUUID)
                .limit(8_000)
                .map(id -> placement.of(Channels.live(new ConversationId(id))))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(conversations).containsOnlyKeys(1, 2, 3, 4);
        assertThat(conversations.values()).allSatisfy(count -> assertThat(count).isBetween(1_800L, 2_200L));
    }
}
