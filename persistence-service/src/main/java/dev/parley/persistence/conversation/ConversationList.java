package dev.parley.persistence.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.persistence.conversation.ConversationView.MemberView;
import dev.parley.persistence.conversation.PostgresConversationList.Item;
import dev.parley.persistence.database.ReadPool;
import dev.parley.persistence.message.MessageKey;
import dev.parley.persistence.reading.EventReader;
import dev.parley.persistence.reading.PageBound;
import dev.parley.persistence.web.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a user sees of his conversations. Blocks its caller. */
@ApplicationScoped
class ConversationList {
    /** Conversations whose members, last messages and unread counts are read together. */
    private static final int AT_ONCE = 25;

    private final ReadPool pool;
    private final PostgresConversationList list;
    private final EventReader events;

    ConversationList(ReadPool pool, PostgresConversationList list, EventReader events) {
        this.pool = pool;
        this.list = list;
        this.events = events;
    }

    /**
     * Ends behind the conversation with which the page gets too long, so there is one in any case. Read a few at a time: a
     * page of groups of a thousand would be read in vain for the most part.
     */
    ConversationView.Page page(UserId user, ListCursor before, int limit) {
        return pool.read(connection -> {
            List<Item> found = list.newest(connection, user.value(), before, limit + 1);
            int most = Math.min(limit, found.size());
            List<ConversationView> shown = new ArrayList<>();
            long bytes = 0;
            while (shown.size() < most && bytes < PageBound.MOST_BYTES) {
                int end = Math.min(shown.size() + AT_ONCE, most);
                for (ConversationView view : views(connection, user, found.subList(shown.size(), end))) {
                    if (bytes < PageBound.MOST_BYTES) {
                        shown.add(view);
                        bytes += view.length();
                    }
                }
            }
            return new ConversationView.Page(shown, next(found, shown.size()));
        });
    }

    private static String next(List<Item> found, int shown) {
        if (shown == found.size()) {
            return null;
        }
        Item last = found.get(shown - 1);
        return new ListCursor(last.lastAt(), last.id()).encoded();
    }

    ConversationView one(UserId user, ConversationId conversation) {
        return pool.read(connection ->
                views(connection, user, list.one(connection, user.value(), conversation.value())).stream()
                        .findFirst()
                        .orElseThrow(Refusal::noConversation));
    }

    private List<ConversationView> views(Connection connection, UserId user, List<Item> items) throws SQLException {
        Map<UUID, List<MemberView>> members = list.members(connection, items);
        Map<UUID, Integer> unread = list.unread(connection, user.value(), items);
        Map<MessageKey, byte[]> last = events.framesOf(
                connection,
                items.stream()
                        .filter(item -> item.lastMessageSeq() > 0)
                        .map(ConversationList::lastMessage)
                        .toList());
        return items.stream()
                .map(item -> view(
                        item,
                        members.getOrDefault(item.id(), List.of()),
                        last.get(lastMessage(item)),
                        unread.get(item.id())))
                .toList();
    }

    private static MessageKey lastMessage(Item item) {
        return new MessageKey(item.id(), item.lastMessageSeq());
    }

    private static ConversationView view(Item item, List<MemberView> members, byte[] lastEvent, int unread) {
        return new ConversationView(
                item.id(),
                item.type(),
                item.title(),
                members,
                item.lastSeq(),
                lastEvent == null ? null : new String(lastEvent, UTF_8),
                unread,
                item.muted(),
                item.unreadFrom());
    }
}
