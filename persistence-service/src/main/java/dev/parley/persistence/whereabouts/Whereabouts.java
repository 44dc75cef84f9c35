package dev.parley.persistence.whereabouts;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.event.ChatEvent;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How far a message has come, step by step; what is not known is left out. No step but the first two leaves a time behind.
 *
 * @param partition of {@code chat.events}, by the conversation's id
 * @param seq once history has it
 * @param kind {@code void} if it was a repeat, or could not be stored
 * @param accepted when message-service (system events: persistence-service) handed it to the log
 * @param logged where it lies in the log, if it was found within the stretch that was looked through
 * @param counted by a router, which publishes before it says so: so it is published too
 * @param stored in history
 * @param delivered who has it, by his own device's word
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record Whereabouts(
        ConversationId conversation,
        int partition,
        UUID id,
        Long seq,
        String kind,
        Accepted accepted,
        Logged logged,
        Passed counted,
        Passed stored,
        Delivered delivered) {

    /** By the clock of the service that accepted it. */
    @RegisterForReflection
    record Accepted(
            UserId sender,

            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = ChatEvent.INSTANT, timezone = "UTC")
            Instant at) {}

    /** By the timestamp of its record. */
    @RegisterForReflection
    record Logged(
            long offset,

            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = ChatEvent.INSTANT, timezone = "UTC")
            Instant at) {}

    /**
     * A reader of the log.
     *
     * @param done whether it has passed the message; left out if the offset of that is not known
     * @param next the offset of the first record it has not dealt with
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Passed(Boolean done, Long next) {}

    /** Of the members of now. */
    @RegisterForReflection
    record Delivered(int members, List<UserId> delivered, List<UserId> read) {}
}
