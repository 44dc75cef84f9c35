package dev.parley.persistence.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;

/**
 * A conversation as one of its members sees it.
 *
 * @param lastEvent the frame of the newest message, or null if there is none
 * @param unread messages after the caller's read mark that are not his own and not deleted, and calls to him that nobody
 *     took; counting ends at 999
 * @param muted whether the caller wants no notifications
 * @param unreadFrom from where the caller has marked it unread, or null; {@code unread} counts from there
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConversationView(
        UUID id,
        ConversationType type,
        String title,
        List<MemberView> members,
        long lastSeq,
        @JsonRawValue String lastEvent,
        int unread,
        boolean muted,
        Long unreadFrom) {
    /** About so many bytes are a member, and what there is of every conversation. */
    private static final int MEMBER_LENGTH = 110;

    private static final int OWN_LENGTH = 300;

    /** About how many bytes it is as JSON. */
    long length() {
        return OWN_LENGTH + (long) MEMBER_LENGTH * members.size() + (lastEvent == null ? 0 : lastEvent.length());
    }

    /** A member and his marks. */
    @RegisterForReflection
    record MemberView(UUID user, Role role, long readSeq, long deliveredSeq) {}

    /**
     * A page of the caller's conversations.
     *
     * @param next what to ask for with {@code before} to get the next page; null on the last one
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<ConversationView> conversations, String next) {}
}
