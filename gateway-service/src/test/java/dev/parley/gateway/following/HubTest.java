package dev.parley.gateway.following;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.channel.Channels;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.gateway.fanout.Subscriptions;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.gateway.socket.RecordingWire;
import dev.parley.gateway.socket.TestSockets;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HubTest implements Subscriptions {
    private final Map<String, Consumer<byte[]>> heard = new HashMap<>();
    private final List<String> commands = new ArrayList<>();
    private final Hub hub = new Hub(this);
    private final ConversationId conversation = new ConversationId(UUID.randomUUID());

    @Override
    public Future<Void> subscribe(String channel, Consumer<byte[]> handler) {
        commands.add("+" + channel);
        heard.put(channel, handler);
        return Future.succeededFuture();
    }

    @Override
    public void unsubscribe(String channel) {
        commands.add("-" + channel);
        heard.remove(channel);
    }

    @Override
    public void afterTurn(Runnable task) {
        task.run();
    }

    @Override
    public void onRestored(Runnable task) {}

    @Override
    public boolean isAlive() {
        return true;
    }

    private ClientSocket socket(UserId user) {
        return TestSockets.of(user, new RecordingWire());
    }

    private LocalUser arrive(ClientSocket socket) {
        return hub.arrive(socket, (user, notice) -> {}).user();
    }

    @Test
    void theFirstFollowerSubscribesAndTheLastOneLeaves() {
        ClientSocket alice = socket(TestSockets.user());
        ClientSocket bob = socket(TestSockets.user());
        hub.follow(arrive(alice), conversation, null);
        hub.follow(arrive(bob), conversation, null);
        hub.follow(hub.user(bob.user()).orElseThrow(), conversation, null);
        assertThat(commands.stream().filter(command -> command.endsWith(":live")))
                .containsExactly("+" + Channels.live(conversation));

        hub.leave(alice);
        assertThat(heard).containsKey(Channels.live(conversation));
        hub.leave(bob);
        assertThat(heard).isEmpty();
        assertThat(hub.conversationCount()).isZero();
    }

    @Test
    void aUserIsHereFromHisFirstSocketToHisLast() {
        UserId user = TestSockets.user();
        ClientSocket first = socket(user);
        ClientSocket second = socket(user);
        assertThat(arrive(first)).isSameAs(arrive(second));
        hub.leave(first);
        assertThat(hub.user(user)).isPresent();
        hub.leave(second);
        assertThat(hub.user(user)).isEmpty();
        assertThat(commands).containsExactly("+" + Channels.user(user), "-" + Channels.user(user));
    }

    @Test
    void whoHasGoneWhileHisListWasLoadedLeavesNothingBehind() {
        ClientSocket socket = socket(TestSockets.user());
        LocalUser user = arrive(socket);
        hub.leave(socket);
        hub.follow(user, conversation, null);
        assertThat(heard).isEmpty();
        assertThat(hub.conversationCount()).isZero();
    }

    @Test
    void unfollowingTwiceIsHarmless() {
        LocalUser user = arrive(socket(TestSockets.user()));
        hub.follow(user, conversation, null);
        assertThat(hub.unfollow(user, conversation)).isTrue();
        assertThat(hub.unfollow(user, conversation)).isFalse();
        assertThat(user.follows(conversation)).isFalse();
    }

    @Test
    void aListFromBeforeARemovalDoesNotBringTheRemovedBack() {
        LocalUser user = arrive(socket(TestSockets.user()));
        hub.follow(user, conversation, null);
        int asked = user.changes();

        user.changed();
        hub.unfollow(user, conversation);

        assertThat(hub.followUnlessChanged(user, conversation, asked, null)).isFalse();
        assertThat(user.follows(conversation)).isFalse();
        assertThat(heard).doesNotContainKey(Channels.live(conversation));
        assertThat(hub.followUnlessChanged(user, conversation, user.changes(), null))
                .isTrue();
        assertThat(user.follows(conversation)).isTrue();
    }
}
