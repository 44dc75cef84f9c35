package dev.parley.gateway.following;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.parley.api.channel.UserNotice;
import dev.parley.api.conversation.ConversationState;
import dev.parley.api.id.ConversationId;
import dev.parley.gateway.frame.ServerFrame;
import dev.parley.gateway.session.EndedSessions;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.gateway.socket.CloseCode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Acts on what is published to a user. On the subscription's event loop; never blocks. */
@Singleton
final class Notices implements Hub.NoticeHandler {
    private static final Logger LOG = Logger.getLogger(Notices.class);

    private final Hub hub;
    private final Delivery delivery;
    private final FollowLoader loader;
    private final EndedSessions ended;
    private final ObjectReader reader;

    Notices(Hub hub, Delivery delivery, FollowLoader loader, EndedSessions ended, ObjectMapper mapper) {
        this.hub = hub;
        this.delivery = delivery;
        this.loader = loader;
        this.ended = ended;
        this.reader = mapper.readerFor(UserNotice.class);
    }

    @Override
    public void notice(LocalUser user, byte[] bytes) {
        UserNotice notice;
        try {
            notice = reader.readValue(bytes);
        } catch (IOException e) {
            LOG.errorf("event=notice_unreadable bytes=%d", bytes.length);
            return;
        }
        // A user who hears that they have left a conversation has received the last of its events before.
        delivery.flush();
        switch (notice) {
            case UserNotice.ConversationAdded added -> added(user, added.conversation());
            case UserNotice.ConversationRemoved removed -> removed(user, removed.conversation());
            case UserNotice.ConversationUpdated updated ->
                user.send(new ServerFrame.ConversationUpdated(updated.conversation()));
            case UserNotice.SessionsEnded sessions -> end(user, sessions.sessions());
            case UserNotice.Signal signal ->
                user.offer(new ServerFrame.Signal(signal.from(), signal.call(), signal.data()));
        }
    }

    /** Announced once its channel is heard: a client that then asks for its events misses none of those that follow. */
    private void added(LocalUser user, ConversationState conversation) {
        changed(user);
        hub.follow(user, conversation.id(), delivery)
                .onSuccess(heard -> user.send(new ServerFrame.ConversationAdded(conversation)));
    }

    private void removed(LocalUser user, ConversationId conversation) {
        changed(user);
        hub.unfollow(user, conversation);
        user.send(new ServerFrame.ConversationRemoved(conversation));
    }

    private void changed(LocalUser user) {
        user.changed();
        loader.forget(user.id());
    }

    private void end(LocalUser user, List<UUID> sessions) {
        sessions.forEach(ended::add);
        for (ClientSocket socket : user.sockets()) {
            if (sessions.contains(socket.session())) {
                socket.close(CloseCode.UNAUTHENTICATED);
            }
        }
    }
}
