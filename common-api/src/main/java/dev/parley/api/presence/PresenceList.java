package dev.parley.api.presence;

import java.util.List;

/** {@code GET /api/presence?users=a,b}: one entry for each user asked for, in that order. */
public record PresenceList(List<UserPresence> users) {
    public PresenceList {
        users = List.copyOf(users);
    }
}
