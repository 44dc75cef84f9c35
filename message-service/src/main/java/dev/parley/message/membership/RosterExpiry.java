package dev.parley.message.membership;

import com.github.benmanes.caffeine.cache.Expiry;
import dev.parley.api.id.ConversationId;
import java.time.Duration;

/** Known conversations stay until there is no room; that one does not exist is believed for a moment only. */
final class RosterExpiry implements Expiry<ConversationId, Roster> {
    private final long absentNanos;

    RosterExpiry(Duration absentFor) {
        this.absentNanos = absentFor.toNanos();
    }

    @Override
    public long expireAfterCreate(ConversationId id, Roster roster, long now) {
        return roster.exists() ? Long.MAX_VALUE : absentNanos;
    }

    @Override
    public long expireAfterUpdate(ConversationId id, Roster roster, long now, long left) {
        return expireAfterCreate(id, roster, now);
    }

    @Override
    public long expireAfterRead(ConversationId id, Roster roster, long now, long left) {
        return left;
    }
}
