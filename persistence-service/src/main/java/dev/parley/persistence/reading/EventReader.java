package dev.parley.persistence.reading;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.send.KeptSends;
import dev.parley.api.send.SendIdentity;
import dev.parley.persistence.database.ReadPool;
import dev.parley.persistence.message.MessageKey;
import dev.parley.persistence.message.MessageState;
import dev.parley.persistence.message.PostgresMessageStates;
import dev.parley.persistence.web.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;

/** Answers with history. Blocks its caller. Bodies are copied, not parsed. */
@ApplicationScoped
public class EventReader {
    private final ReadPool pool;
    private final PostgresEvents events;
    private final PostgresMessageStates states;
    private final ObjectMapper json;

    EventReader(ReadPool pool, PostgresEvents events, PostgresMessageStates states, ObjectMapper json) {
        this.pool = pool;
        this.events = events;
        this.states = states;
        this.json = json;
    }

    /** A page for a member: {@code {"events":[…],"from":…,"to":…}}. */
    byte[] page(ConversationId conversation, UserId member, PageRequest request) {
        return pool.read(connection -> {
            long lastSeq = known(events.lastSeq(connection, conversation.value(), member.value()));
            Coverage coverage = request.over(lastSeq);
            return request.isBackwards()
                    ? pageBackwards(connection, conversation, coverage, request.bound())
                    : pageForwards(connection, conversation, coverage, request.bound());
        });
    }

    private byte[] pageForwards(Connection connection, ConversationId conversation, Coverage coverage, PageBound bound)
            throws SQLException {
        var frames =
                bound.fitting(withState(connection, events.first(connection, conversation.value(), coverage, bound)));
        return page(
                frames.values(),
                frames.isEmpty()
                        ? coverage
                        : coverage.endingAt(frames.lastEntry().getKey().seq()));
    }

    private byte[] pageBackwards(Connection connection, ConversationId conversation, Coverage coverage, PageBound bound)
            throws SQLException {
        var frames =
                bound.fitting(withState(connection, events.last(connection, conversation.value(), coverage, bound)));
        return page(
                frames.reversed().values(),
                frames.isEmpty()
                        ? coverage
                        : coverage.startingAt(frames.lastEntry().getKey().seq()));
    }

    private static byte[] page(Collection<byte[]> frames, Coverage coverage) {
        ByteArrayOutputStream page = new ByteArrayOutputStream(128 + 320 * frames.size());
        page.writeBytes(ascii("{\"events\":["));
        String separator = "";
        for (byte[] frame : frames) {
            page.writeBytes(ascii(separator));
            page.writeBytes(frame);
            separator = ",";
        }
        page.writeBytes(ascii("],\"from\":" + coverage.from() + ",\"to\":" + coverage.to() + "}"));
        return page.toByteArray();
    }

    /** The frames after a seq as they went out live, each followed by a newline; about 1 MiB at most. */
    public byte[] framesAfter(ConversationId conversation, long after, int limit) {
        return pool.read(connection -> {
            long lastSeq = known(events.lastSeq(connection, conversation.value()));
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            Coverage coverage = Coverage.after(after, lastSeq, limit);
            for (StoredEvent event : events.frames(connection, conversation.value(), coverage, PageBound.of(limit))) {
                lines.writeBytes(event.frame());
                lines.write('\n');
            }
            return lines.toByteArray();
        });
    }

    /** One event's frame. */
    public byte[] frame(ConversationId conversation, long seq) {
        List<MessageKey> key = List.of(new MessageKey(conversation.value(), seq));
        return pool.read(connection -> framesOf(connection, key).values().stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("there is no such event")));
    }

    /** Those of the sends that are in history. */
    public KeptSends kept(List<SendIdentity> sends) {
        return pool.read(connection -> new KeptSends(events.kept(connection, sends)));
    }

    /** The frames of those of the events that exist, in the order asked for. */
    public Map<MessageKey, byte[]> framesOf(Connection connection, Collection<MessageKey> keys) throws SQLException {
        return withState(connection, events.named(connection, keys));
    }

    private SequencedMap<MessageKey, byte[]> withState(Connection connection, List<StoredEvent> found)
            throws SQLException {
        Map<MessageKey, MessageState> changed = states.of(
                connection,
                found.stream()
                        .filter(StoredEvent::isMessage)
                        .map(StoredEvent::key)
                        .toList());
        SequencedMap<MessageKey, byte[]> frames = new LinkedHashMap<>();
        for (StoredEvent event : found) {
            MessageState state = changed.get(event.key());
            frames.put(event.key(), state == null ? event.frame() : with(event.frame(), "state", state));
        }
        return frames;
    }

    /** A frame with one more field at its end. */
    public byte[] with(byte[] frame, String field, Object value) {
        try {
            ByteArrayOutputStream longer = new ByteArrayOutputStream(frame.length + 128);
            longer.write(frame, 0, frame.length - 1);
            longer.writeBytes(ascii(",\"" + field + "\":"));
            longer.writeBytes(json.writeValueAsBytes(value));
            longer.write('}');
            return longer.toByteArray();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("our own records are JSON", impossible);
        }
    }

    private static long known(OptionalLong lastSeq) {
        return lastSeq.orElseThrow(Refusal::noConversation);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
