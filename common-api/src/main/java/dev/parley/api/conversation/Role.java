package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a member may do. In a direct conversation both are plain members. */
public enum Role {
    /** Everything, including roles; a group has exactly one who made it, and may have more. */
    @JsonProperty("owner")
    OWNER,
    /** Title, members, and deleting anybody's message. */
    @JsonProperty("admin")
    ADMIN,
    @JsonProperty("member")
    MEMBER;

    /** Whether this role may change the title and the members, and delete others' messages. */
    public boolean moderates() {
        return this != MEMBER;
    }
}
