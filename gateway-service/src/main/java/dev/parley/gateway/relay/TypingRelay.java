package dev.parley.gateway.relay;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.api.channel.Channels;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.id.ConversationId;
import dev.parley.gateway.fanout.Publisher;
import dev.parley.gateway.following.Hub;
import dev.parley.gateway.following.LocalUser;
import dev.parley.gateway.frame.ClientFrame;
import dev.parley.gateway.frame.FrameWriter;
import dev.parley.gateway.frame.ServerFrame;
import dev.parley.gateway.socket.ClientSocket;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Relays {@code typing} to a conversation, at most once in 3 s for a socket. Never blocks; a hint that may be lost. */
@Singleton
public final class TypingRelay {
    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final int MOST = 100_000;

    private final Hub hub;
    private final Publisher publisher;
    private final FrameWriter writer;
    private final Cache<Key, Boolean> relayed =
            Caffeine.newBuilder().expireAfterWrite(PAUSE).maximumSize(MOST).build();

    TypingRelay(Hub hub, Publisher publisher, FrameWriter writer) {
        this.hub = hub;
        this.publisher = publisher;
        this.writer = writer;
    }

    private record Key(UUID socket, ConversationId conversation) {}

    /** Relays it, or finds that it has just done so. */
    public void accept(ClientSocket socket, ClientFrame.Typing frame) {
        Optional<LocalUser> user = hub.user(socket.user());
        if (user.isEmpty() || !user.get().follows(frame.conversation())) {
            boolean certain = user.isPresent() && user.get().isFresh();
            socket.refuse(
                    ServerFrame.Refusal.of(certain ? ErrorCode.NOT_MEMBER : ErrorCode.UNAVAILABLE, "nobody was told")
                            .in(frame.conversation()));
            return;
        }
        if (relayed.asMap().putIfAbsent(new Key(socket.id(), frame.conversation()), Boolean.TRUE) == null) {
            publisher.publish(
                    Channels.live(frame.conversation()),
                    writer.write(new ServerFrame.Typing(frame.conversation(), socket.user())));
        }
    }
}
