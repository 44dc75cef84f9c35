package dev.parley.persistence.conversation;

import dev.parley.api.conversation.ConversationType;
import dev.parley.api.id.UserId;
import dev.parley.api.text.PlainText;
import dev.parley.persistence.web.Refusal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** The body of {@code POST /api/conversations}. */
record NewConversation(ConversationType type, String title, List<UserId> members) {
    static final int MAX_MEMBERS = 1_000;
    private static final int MAX_TITLE = 100;

    /** The members without repeats, the caller first whether he named himself or not. */
    SequencedSet<UserId> membersWith(UserId caller) {
        SequencedSet<UserId> all = new LinkedHashSet<>();
        all.add(caller);
        if (members != null) {
            all.addAll(members);
        }
        if (all.contains(null)) {
            throw Refusal.badRequest("members are ids of users");
        }
        if (type == ConversationType.DIRECT && all.size() != 2) {
            throw Refusal.badRequest("a direct conversation is with one other user");
        }
        if (all.size() < 2 || all.size() > MAX_MEMBERS) {
            throw Refusal.badRequest("a group has 2 to 1,000 members, its maker included");
        }
        return all;
    }

    /** A title as it will be shown. */
    static String validTitle(String title) {
        return PlainText.name(title, MAX_TITLE)
                .orElseThrow(() -> Refusal.badRequest("a group's title has 1 to " + MAX_TITLE
                        + " characters, at least one that can be seen and none a control character"));
    }
}
