package dev.parley.api.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;

/**
 * Judges the values of {@code chat.events}. The router and history must judge alike, or clients would hear an event
 * that history does not have; so both ask here. Whatever the bytes are, there is an answer. Safe on any thread.
 */
public final class EventReader {
    /** The most bytes a value may have: twice what a frame of the public contract may. */
    public static final int MAX_BYTES = 131_072;

    private static final byte[] START = "{\"kind\":\"".getBytes(US_ASCII);
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

    /** With settings of its own: those of a service's mapper may differ from another's. */
    private final ObjectReader events = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build()
            .readerFor(ChatEvent.class);

    /** Why there is no event in a value. */
    public enum Flaw {
        /** It is not the JSON of an event, or lacks what every event has. */
        MALFORMED,
        /** It is well-formed, of a kind that this version does not know. */
        UNKNOWN_KIND,
        /** It has more than {@value EventReader#MAX_BYTES} bytes. */
        OVERSIZE
    }

    /** An event or a flaw; the other one is null. */
    public record Reading(ChatEvent event, Flaw flaw) {
        private static Reading of(Flaw flaw) {
            return new Reading(null, flaw);
        }
    }

    /**
     * Why there is no event in a value, or null if there is one: what {@link #read} says, without making the event.
     * Messages as our front writes them are not parsed.
     */
    public Flaw judge(byte[] value) {
        return layout(value) == null ? readInFull(value).flaw() : null;
    }

    /** Judges a value; null is a flaw as well. */
    public Reading read(byte[] value) {
        MessageLayout layout = layout(value);
        ChatEvent.Message message = layout == null ? null : layout.message();
        return message == null ? readInFull(value) : new Reading(message, null);
    }

    private static MessageLayout layout(byte[] value) {
        return value == null || value.length > MAX_BYTES ? null : MessageLayout.of(value);
    }

    /** The reference, which takes every value; {@link MessageLayout} is a short cut to the same result. */
    Reading readInFull(byte[] value) {
        if (value == null) {
            return Reading.of(Flaw.MALFORMED);
        }
        if (value.length > MAX_BYTES) {
            return Reading.of(Flaw.OVERSIZE);
        }
        if (!canBeSpliced(value)) {
            return Reading.of(Flaw.MALFORMED);
        }
        try {
            ChatEvent event = events.readValue(value);
            return isWhole(event) ? new Reading(event, null) : Reading.of(Flaw.MALFORMED);
        } catch (InvalidTypeIdException unknown) {
            return Reading.of(Flaw.UNKNOWN_KIND);
        } catch (JacksonException malformed) {
            return Reading.of(Flaw.MALFORMED);
        } catch (IOException impossible) {
            throw new IllegalStateException("reading an array cannot fail", impossible);
        }
    }

    /** A record's timestamp in milliseconds as an instant that every wire and Postgres can hold. */
    public static Instant timeOf(long timestamp) {
        Instant time = Instant.ofEpochMilli(timestamp);
        return isInCalendar(time) ? time : Instant.EPOCH;
    }

    /**
     * Frames are made by putting fields in front of a value and behind it, and are separated by newlines: a value must
     * start and end like ours, and have no newline in it.
     */
    private static boolean canBeSpliced(byte[] value) {
        if (value.length <= START.length
                || value[value.length - 1] != '}'
                || !Arrays.equals(value, 0, START.length, START, 0, START.length)) {
            return false;
        }
        for (byte one : value) {
            if (one == '\n' || one == '\r') {
                return false;
            }
        }
        return true;
    }

    private static boolean isWhole(ChatEvent event) {
        if (event.sender() == null || event.id() == null || event.at() == null || !isInCalendar(event.at())) {
            return false;
        }
        return switch (event) {
            case ChatEvent.Message message -> message.text() != null;
            case ChatEvent.Edit edit -> edit.text() != null;
            case ChatEvent.Reaction reaction -> reaction.emoji() != null;
            case ChatEvent.Delete _, ChatEvent.MemberAdded _, ChatEvent.MemberRemoved _ -> true;
            case ChatEvent.RoleChanged _, ChatEvent.TitleChanged _, ChatEvent.Call _ -> true;
        };
    }

    /** Years of four digits. */
    private static boolean isInCalendar(Instant time) {
        return !time.isBefore(Instant.EPOCH) && time.isBefore(END_OF_TIME);
    }
}
