package dev.parley.persistence.conversation;

import dev.parley.api.conversation.ConversationChange;
import dev.parley.api.conversation.ConversationState;
import dev.parley.api.event.ChatEvent;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.topic.Topics;
import dev.parley.persistence.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;

/** What the rest of Parley is told of a change, in the order in which it should learn it. Inside the transaction. */
@ApplicationScoped
class Announcements {
    private final Outbox outbox;

    Announcements(Outbox outbox) {
        this.outbox = outbox;
    }

    /** A new conversation: its log stays empty. */
    void created(ConversationState state) throws SQLException {
        List<UserId> all = state.members().stream().map(member -> member.user()).toList();
        outbox.add(state.id(), Topics.CONVERSATIONS, new ConversationChange(state, all, List.of()));
    }

    /** The new state first, so that whoever was added can be reached by the events. */
    void changed(ConversationState state, List<UserId> added, List<ChatEvent> events) throws SQLException {
        outbox.add(state.id(), Topics.CONVERSATIONS, new ConversationChange(state, added, List.of()));
        addEvents(state, events);
    }

    /** The events first: the last one he gets is that he is gone. */
    void removed(ConversationState state, UserId user, List<ChatEvent> events) throws SQLException {
        addEvents(state, events);
        outbox.add(state.id(), Topics.CONVERSATIONS, new ConversationChange(state, List.of(), List.of(user)));
    }

    /** A change that only this member sees. */
    void seenAnew(ConversationState state, UserId user) throws SQLException {
        outbox.add(state.id(), Topics.CONVERSATIONS, ConversationChange.seenAnewBy(user, state));
    }

    /** An event that changes nothing but the log. */
    void happened(ConversationId conversation, ChatEvent event) throws SQLException {
        outbox.add(conversation, Topics.EVENTS, event);
    }

    private void addEvents(ConversationState state, List<ChatEvent> events) throws SQLException {
        for (ChatEvent event : events) {
            outbox.add(state.id(), Topics.EVENTS, event);
        }
    }
}
