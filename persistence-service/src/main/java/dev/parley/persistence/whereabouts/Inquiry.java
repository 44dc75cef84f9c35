package dev.parley.persistence.whereabouts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.persistence.web.Refusal;
import dev.parley.persistence.whereabouts.LogSearch.Found;
import dev.parley.persistence.whereabouts.Whereabouts.Accepted;
import dev.parley.persistence.whereabouts.Whereabouts.Logged;
import dev.parley.persistence.whereabouts.Whereabouts.Passed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts together what is known of one message. Blocks its caller for seconds at most. */
@ApplicationScoped
class Inquiry {
    /** The log's timestamps and the event's own are of two clocks, or of one that went on in between. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final PostgresWhereabouts history;
    private final LogSearch log;
    private final Clock clock;
    private final int partitions;

    Inquiry(
            PostgresWhereabouts history,
            LogSearch log,
            Clock clock,
            @ConfigProperty(name = "parley.events.partitions") int partitions) {
        this.history = history;
        this.log = log;
        this.clock = clock;
        this.partitions = partitions;
    }

    /** Of the event at a seq. */
    Whereabouts bySeq(ConversationId conversation, long seq) {
        KnownEvent event = history.bySeq(conversation.value(), seq)
                .orElseThrow(() -> Refusal.notFound("history has no such event (yet); ask by id"));
        return tell(conversation, event.id(), Optional.of(event), event.at().minus(SLACK));
    }

    /** Of the event with an id, which may not have come to history yet: then the log is looked through, this far back. */
    Whereabouts byId(ConversationId conversation, UUID id, Duration lookBack) {
        Optional<KnownEvent> event = history.byId(conversation.value(), id);
        Instant from = event.map(known -> known.at().minus(SLACK))
                .orElseGet(() -> clock.instant().minus(lookBack));
        return tell(conversation, id, event, from);
    }

    private Whereabouts tell(ConversationId conversation, UUID id, Optional<KnownEvent> event, Instant from) {
        int partition = LogSearch.partitionOf(conversation.value(), partitions);
        Optional<Found> found = id == null ? Optional.empty() : log.find(partition, conversation.value(), id, from);
        if (event.isEmpty() && found.isEmpty()) {
            throw Refusal.notFound("neither history nor the stretch of the log that was looked through has it");
        }
        Optional<Logged> logged = found.map(record -> new Logged(record.offset(), record.loggedAt()));
        Long seq = event.map(KnownEvent::seq).orElse(null);
        return new Whereabouts(
                conversation,
                partition,
                id,
                seq,
                event.map(KnownEvent::kind)
                        .orElseGet(() -> found.map(Found::event)
                                .map(json -> json.path("kind").asText())
                                .orElse(null)),
                found.flatMap(Inquiry::accepted)
                        .or(() -> event.filter(known -> known.sender() != null)
                                .map(known -> new Accepted(new UserId(known.sender()), known.at())))
                        .orElse(null),
                logged.orElse(null),
                passed(logged, log.routed(partition), false),
                passed(logged, history.position(partition), event.isPresent()),
                seq == null ? null : history.delivered(conversation.value(), seq));
    }

    private static Optional<Accepted> accepted(Found found) {
        JsonNode event = found.event();
        try {
            return Optional.of(new Accepted(
                    UserId.of(event.path("sender").asText()),
                    Instant.parse(event.path("at").asText())));
        } catch (IllegalArgumentException | java.time.DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static Passed passed(Optional<Logged> logged, OptionalLong next, boolean certainly) {
        Boolean done = certainly
                ? Boolean.TRUE
                : logged.filter(record -> next.isPresent())
                        .map(record -> next.getAsLong() > record.offset())
                        .orElse(null);
        return new Passed(done, next.isPresent() ? next.getAsLong() : null);
    }
}
