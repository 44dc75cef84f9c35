package dev.parley.api.presence;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.event.ChatEvent;
import dev.parley.api.id.UserId;
import java.time.Instant;

/** A user's presence. {@code lastSeen}: when he was last online or away; null while he is online, or if he never was. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserPresence(
        UserId user,
        PresenceStatus status,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = ChatEvent.INSTANT, timezone = "UTC")
        Instant lastSeen) {}
