package dev.parley.message.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.parley.api.channel.Channels;
import dev.parley.api.channel.UserNotice;
import dev.parley.api.conversation.ChangeReader;
import dev.parley.api.conversation.ConversationChange;
import dev.parley.api.conversation.ConversationState;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.Membership;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.message.engine.Relays;
import dev.parley.message.engine.Relays.Hint;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes changes of conversations from {@code chat.conversations} to the channels of those who came and went, and to the
 * conversation's own, at least once: offsets are committed after publishing. Runs on event loops, and does not block
 * them.
 */
@ApplicationScoped
class ConversationRelay {
    private final Relays relays;
    private final ChangeReader reader = new ChangeReader();
    private final ObjectWriter frames;
    private final ObjectWriter notices;
    private final Counter impossible;

    ConversationRelay(Relays relays, ObjectMapper json, MeterRegistry metrics) {
        this.relays = relays;
        this.frames = json.writerFor(Updated.class);
        this.notices = json.writerFor(UserNotice.class);
        this.impossible = metrics.counter("parley.message.conversations.impossible");
    }

    /** A {@code conversation} frame of the public contract. */
    @RegisterForReflection
    record Updated(String type, String change, Shown conversation) {}

    /** A conversation as clients know it: without its version, which is ours. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(ConversationId id, ConversationType type, String title, List<Membership> members) {
        static Shown of(ConversationState state) {
            return new Shown(state.id(), state.type(), state.title(), state.members());
        }
    }

    @Incoming("conversations")
    Uni<Void> relay(List<byte[]> batch) {
        return relays.publish(hints(batch));
    }

    /** What a batch gives to publish. A change is read when it is its turn, and a message made once for all who get it. */
    Iterator<Hint> hints(List<byte[]> batch) {
        return batch.stream()
                .filter(Objects::nonNull)
                .flatMap(value -> hints(value))
                .iterator();
    }

    private Stream<Hint> hints(byte[] value) {
        try {
            Optional<ConversationChange> change = reader.read(value);
            if (change.isPresent()) {
                return hints(change.get());
            }
        } catch (JsonProcessingException unwritable) {
            // Counted with the unreadable.
        }
        impossible.increment();
        return Stream.empty();
    }

    private Stream<Hint> hints(ConversationChange change) throws JsonProcessingException {
        ConversationState state = change.state();
        Stream<Hint> toUsers = Stream.of(
                        toEach(change.added(), new UserNotice.ConversationAdded(state)),
                        toEach(change.removed(), new UserNotice.ConversationRemoved(state.id())),
                        toEach(change.seenAnew(), new UserNotice.ConversationUpdated(state)))
                .flatMap(hints -> hints);
        return isForThoseWhoStayed(change) ? Stream.concat(toUsers, Stream.of(updated(state))) : toUsers;
    }

    private Stream<Hint> toEach(List<UserId> users, UserNotice notice) throws JsonProcessingException {
        if (users.isEmpty()) {
            return Stream.empty();
        }
        byte[] message = notices.writeValueAsBytes(notice);
        return users.stream().map(user -> new Hint(Channels.user(user), message));
    }

    private static boolean isForThoseWhoStayed(ConversationChange change) {
        Set<UserId> added = Set.copyOf(change.added());
        return change.seenAnew().isEmpty()
                && change.state().members().stream().map(Membership::user).anyMatch(user -> !added.contains(user));
    }

    private Hint updated(ConversationState state) throws JsonProcessingException {
        Updated frame = new Updated("conversation", "updated", Shown.of(state));
        return new Hint(Channels.live(state.id()), frames.writeValueAsBytes(frame));
    }
}
