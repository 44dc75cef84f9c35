package dev.parley.api.send;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.parley.api.event.ChatEvent;
import java.time.Instant;
import java.util.List;

/** Those of the sends of a {@link KeptQuery} that history has, in no particular order. */
public record KeptSends(List<Kept> kept) {
    public KeptSends {
        kept = List.copyOf(kept);
    }

    /**
     * One of them.
     *
     * @param at what its acknowledgement said
     */
    public record Kept(
            SendIdentity send,

            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = ChatEvent.INSTANT, timezone = "UTC")
            Instant at) {}
}
