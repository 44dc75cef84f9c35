package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The two kinds of conversation. */
public enum ConversationType {
    /** Two members, one conversation per pair. */
    @JsonProperty("direct")
    DIRECT,
    /** 2 to 1,000 members, a title and roles. */
    @JsonProperty("group")
    GROUP
}
