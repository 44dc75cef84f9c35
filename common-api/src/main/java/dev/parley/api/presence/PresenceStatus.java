package dev.parley.api.presence;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What others see of a user. Online outweighs away, and away outweighs offline, over all of his sockets. */
public enum PresenceStatus {
    @JsonProperty("online")
    ONLINE,
    @JsonProperty("away")
    AWAY,
    @JsonProperty("offline")
    OFFLINE
}
