package dev.parley.gateway.testing;

import dev.parley.api.channel.Channels;
import dev.parley.api.id.ConversationId;
import dev.parley.testkit.Engines;
import dev.parley.testkit.Tokens;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;

/** One test's people and what they hold; closed with everything in it. */
public final class Scene implements AutoCloseable {
    private final Tokens tokens;
    private final Backstage backstage;
    private final Router router;
    private final List<Client> clients = new ArrayList<>();

    public Scene(Engines engines, Tokens tokens, Backstage backstage) {
        this.tokens = tokens;
        this.backstage = backstage;
        this.router = new Router(engines.redisUrl());
    }

    public static int port() {
        return RestAssured.port;
    }

    public Router router() {
        return router;
    }

    /** A conversation with these members, of which history has so many events. */
    public UUID conversation(long lastSeq, UUID... members) {
        UUID conversation = UUID.randomUUID();
        for (UUID member : members) {
            backstage.member(member, conversation, lastSeq);
        }
        return conversation;
    }

    /** Opens a socket of a user. */
    public Client socket(UUID user) {
        return keep(Client.open(port(), tokens.accessToken(user)));
    }

    public Client socket(UUID user, UUID session, Duration timeToLive) {
        return keep(Client.open(port(), tokens.accessToken(user, session, timeToLive)));
    }

    /** Opens a socket of a user, and waits until the conversation is heard. */
    public Client socketIn(UUID conversation, UUID user) {
        Client client = socket(user);
        awaitHeard(conversation);
        return client;
    }

    public Client keep(Client client) {
        clients.add(client);
        return client;
    }

    public void awaitHeard(UUID conversation) {
        String channel = Channels.live(new ConversationId(conversation));
        Awaitility.await().until(() -> router.hearers(channel) > 0);
    }

    public void awaitUnheard(UUID conversation) {
        String channel = Channels.live(new ConversationId(conversation));
        Awaitility.await().until(() -> router.hearers(channel) == 0);
    }

    @Override
    public void close() {
        clients.forEach(Client::close);
        router.close();
    }
}
