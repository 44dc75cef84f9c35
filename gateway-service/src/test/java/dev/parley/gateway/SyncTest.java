package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.gateway.testing.Backstage;
import dev.parley.gateway.testing.BackstageResource;
import dev.parley.gateway.testing.Client;
import dev.parley.gateway.testing.Router;
import dev.parley.gateway.testing.Scene;
import dev.parley.testkit.Engines;
import dev.parley.testkit.EnginesResource;
import dev.parley.testkit.Tokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that comes back is told everything it lacks, from wherever it is. */
@QuarkusTest
@WithTestResource(
        value = EnginesResource.class,
        initArgs = {@ResourceArg(name = "kafka", value = "true"), @ResourceArg(name = "redis", value = "true")})
@WithTestResource(BackstageResource.class)
class SyncTest {
    private final UUID alice = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();
    Engines engines;
    Tokens tokens;
    Backstage backstage;
    private Scene scene;

    @BeforeEach
    void begin() {
        scene = new Scene(engines, tokens, backstage);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private List<String> events(UUID conversation, int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(seq -> Router.message(conversation, seq, bob, "event " + seq))
                .toList();
    }

    private void recent(UUID conversation, int from, int to) {
        for (int seq = from; seq <= to; seq++) {
            scene.router().keep(conversation, seq, Router.message(conversation, seq, bob, "event " + seq));
        }
    }

    private static void sync(Client client, UUID conversation, long cursor) {
        client.send("{'type':'sync','cursors':{'%s':%d}}".formatted(conversation, cursor));
    }

    private static void assertEvents(Client client, long from, long to) {
        assertThat(LongStream.rangeClosed(from, to)
                        .map(seq -> client.next("event").get("seq").asLong()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(from, to).boxed().toList());
    }

    private static void assertSynced(Client client, UUID conversation, long from, long to, boolean more) {
        JsonNode synced = client.next("synced");
        assertThat(synced.get("conversation").asText()).isEqualTo(conversation.toString());
        assertThat(synced.get("from").asLong()).isEqualTo(from);
        assertThat(synced.get("to").asLong()).isEqualTo(to);
        assertThat(synced.get("more").asBoolean()).isEqualTo(more);
    }

    @Test
    void whatIsRecentComesFromRedis() {
        UUID conversation = scene.conversation(5, alice);
        recent(conversation, 1, 5);
        Client client = scene.socket(alice);
        sync(client, conversation, 2);

        assertEvents(client, 3, 5);
        assertSynced(client, conversation, 3, 5, false);
        assertThat(backstage.historyCalls).noneMatch(call -> call.contains(conversation + "/events"));
    }

    @Test
    void nothingMissingIsSaidToo() {
        UUID conversation = scene.conversation(5, alice);
        recent(conversation, 3, 5);
        Client client = scene.socket(alice);
        sync(client, conversation, 5);

        assertSynced(client, conversation, 6, 5, false);
    }

    @Test
    void aForgottenStreamOfAQuietConversationCostsHistoryNothing() {
        UUID conversation = scene.conversation(5, alice);
        Client client = scene.socket(alice);
        sync(client, conversation, 5);

        assertSynced(client, conversation, 6, 5, false);
        assertThat(backstage.historyCalls).noneMatch(call -> call.contains(conversation + "/events"));
    }

    @Test
    void whatIsOlderComesFromHistoryAndTheRestFromRedis() {
        UUID conversation = scene.conversation(260, alice);
        backstage.history(conversation, events(conversation, 1, 260));
        recent(conversation, 251, 262);
        Client client = scene.socket(alice);
        sync(client, conversation, 10);

        assertEvents(client, 11, 262);
        assertSynced(client, conversation, 11, 262, false);
    }

    @Test
    void moreThanFiveHundredAreLeftToPaging() {
        UUID conversation = scene.conversation(700, alice);
        backstage.history(conversation, events(conversation, 1, 700));
        Client client = scene.socket(alice);
        sync(client, conversation, 0);

        assertEvents(client, 1, 500);
        assertSynced(client, conversation, 1, 500, true);
    }

    @Test
    void aSyncThatRunsAheadOfARemovalEndsAtIt() {
        UUID conversation = scene.conversation(4, alice, bob);
        recent(conversation, 1, 2);
        scene.router().keep(conversation, 3, Router.removal(conversation, 3, bob, alice));
        scene.router().keep(conversation, 4, Router.message(conversation, 4, bob, "not for Alice"));
        Client client = scene.socketIn(conversation, alice);
        sync(client, conversation, 0);

        assertEvents(client, 1, 3);
        assertSynced(client, conversation, 1, 3, false);
        assertThat(client.untilPong()).isEmpty();
    }

    @Test
    void whatASyncSaysOfARemovalHoldsForTheNextOne() {
        UUID conversation = scene.conversation(4, alice, bob);
        recent(conversation, 1, 2);
        scene.router().keep(conversation, 3, Router.removal(conversation, 3, bob, alice));
        Client client = scene.socketIn(conversation, alice);
        backstage.notMember(alice, conversation);
        sync(client, conversation, 0);
        assertEvents(client, 1, 3);
        assertSynced(client, conversation, 1, 3, false);
        scene.router().keep(conversation, 4, Router.message(conversation, 4, bob, "not for Alice"));

        sync(client, conversation, 3);

        assertThat(client.next("error").get("code").asText()).isEqualTo("not_member");
        assertThat(client.untilPong()).isEmpty();
    }

    @Test
    void whoWasRemovedAndAddedAgainGetsEverything() {
        UUID conversation = scene.conversation(4, alice, bob);
        recent(conversation, 1, 1);
        scene.router().keep(conversation, 2, Router.removal(conversation, 2, bob, alice));
        scene.router().keep(conversation, 3, Router.addition(conversation, 3, bob, alice));
        scene.router().keep(conversation, 4, Router.message(conversation, 4, bob, "welcome back"));
        Client client = scene.socketIn(conversation, alice);
        sync(client, conversation, 0);

        assertEvents(client, 1, 4);
        assertSynced(client, conversation, 1, 4, false);
    }

    @Test
    void whoWasAddedAgainFurtherOnThanASocketSendsIsToldThatThereIsMore() {
        UUID conversation = scene.conversation(700, alice, bob);
        List<String> log = new ArrayList<>(events(conversation, 1, 700));
        log.set(399, Router.removal(conversation, 400, bob, alice));
        log.set(599, Router.addition(conversation, 600, bob, alice));
        backstage.history(conversation, log);
        Client client = scene.socket(alice);
        sync(client, conversation, 0);

        assertEvents(client, 1, 400);
        assertSynced(client, conversation, 1, 400, true);
    }

    @Test
    void aStrangersCursorIsNotMember() {
        UUID others = scene.conversation(3, bob);
        recent(others, 1, 3);
        Client client = scene.socket(alice);
        sync(client, others, 0);

        JsonNode error = client.next("error");
        assertThat(error.get("code").asText()).isEqualTo("not_member");
        assertThat(error.get("conversation").asText()).isEqualTo(others.toString());
        assertThat(client.untilPong()).isEmpty();
    }

    @Test
    void aCompleteSyncAnnouncesWhatIsNewAndWhatIsGone() {
        UUID known = scene.conversation(0, alice);
        UUID fresh = scene.conversation(0, alice);
        UUID gone = UUID.randomUUID();
        Client client = scene.socket(alice);
        client.send("{'type':'sync','complete':true,'cursors':{'%s':0,'%s':4}}".formatted(known, gone));

        JsonNode removed = client.next("conversation");
        assertThat(removed.get("change").asText()).isEqualTo("removed");
        assertThat(removed.get("conversation").get("id").asText()).isEqualTo(gone.toString());
        JsonNode added = client.next("conversation");
        assertThat(added.get("change").asText()).isEqualTo("added");
        assertThat(added.get("conversation").get("id").asText()).isEqualTo(fresh.toString());
        assertSynced(client, known, 1, 0, false);
    }

    @Test
    void withoutHistoryOnlyWhatNeedsItIsUnavailable() {
        UUID covered = scene.conversation(3, alice);
        recent(covered, 1, 3);
        UUID old = scene.conversation(3, alice);
        Client client = scene.socketIn(covered, alice);
        scene.awaitHeard(old);
        backstage.historyDown = true;
        try {
            client.send("{'type':'sync','cursors':{'%s':1,'%s':1}}".formatted(covered, old));
            assertSynced(client, covered, 2, 3, false);
            assertThat(client.next("error").get("code").asText()).isEqualTo("unavailable");
        } catch (AssertionError e) {
            throw e;
        } finally {
            backstage.historyDown = false;
        }
    }

    @Test
    void aSocketThatCameWhileHistoryWasDownFollowsAsSoonAsItIsBack() {
        UUID conversation = scene.conversation(0, alice);
        backstage.historyDown = true;
        Client client;
        try {
            client = scene.socket(alice);
            client.message(conversation, "sends work");
            client.next("ack");
        } finally {
            backstage.historyDown = false;
        }
        scene.awaitHeard(conversation);
        scene.router().event(conversation, 1, bob, "live");
        assertThat(client.next("event").get("seq").asLong()).isEqualTo(1);
    }
}
