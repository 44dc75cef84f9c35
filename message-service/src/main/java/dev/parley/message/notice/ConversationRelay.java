package dev.parley.message.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.parley.api.channel.Channels;
import dev.parley.api.channel.UserNotice;
import dev.parley.api.conversation.ConversationChange;
import dev.parley.api.conversation.ConversationState;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.Membership;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.message.engine.Relays;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes changes of conversations from {@code chat.conversations} to the channels of those who came and went, and to the conversation's own, at least
 * once: offsets are committed after publishing. Runs on an event loop, and does not block it.
 */
@ApplicationScoped
class ConversationRelay {
    private final Relays relays;
    private final ObjectReader reader;
    private final ObjectWriter frames;
    private final ObjectWriter notices;
    private final Counter impossible;

    ConversationRelay(Relays relays, ObjectMapper json, MeterRegistry metrics) {
        this.relays = relays;
        this.reader = json.readerFor(ConversationChange.class);
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
        List<Relays.Hint> hints = new ArrayList<>();
        for (byte[] value : batch) {
            try {
                if (value != null) {
                    add(reader.readValue(value), hints);
                }
            } catch (IOException | RuntimeException e) {
                impossible.increment();
            }
        }
        return relays.publish(hints);
    }

    private void add(ConversationChange change, List<Relays.Hint> hints) throws JsonProcessingException {
        ConversationState state = change.state();
        for (UserId user : change.added()) {
            String notice = notices.writeValueAsString(new UserNotice.ConversationAdded(state));
            hints.add(new Relays.Hint(Channels.user(user), notice));
        }
        for (UserId user : change.removed()) {
            String notice = notices.writeValueAsString(new UserNotice.ConversationRemoved(state.id()));
            hints.add(new Relays.Hint(Channels.user(user), notice));
        }
        for (UserId user : change.seenAnew()) {
            String notice = notices.writeValueAsString(new UserNotice.ConversationUpdated(state));
            hints.add(new Relays.Hint(Channels.user(user), notice));
        }
        if (!change.seenAnew().isEmpty()) {
            return;
        }
        boolean anybodyBefore = state.members().stream()
                .map(Membership::user)
                .anyMatch(user -> !change.added().contains(user));
        if (anybodyBefore) {
            String frame = frames.writeValueAsString(new Updated("conversation", "updated", Shown.of(state)));
            hints.add(new Relays.Hint(Channels.live(state.id()), frame));
        }
    }
}
