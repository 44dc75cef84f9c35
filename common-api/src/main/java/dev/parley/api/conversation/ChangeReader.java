package dev.parley.api.conversation;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads the values of {@code chat.conversations}, for all who follow that topic. Whatever the bytes are, there is an
 * answer: what cannot be read must not hold up what is behind it. Safe on any thread.
 */
public final class ChangeReader {
    /** The most bytes a value may have: about twice what a change of a group of 1,000 has. */
    public static final int MAX_BYTES = 262_144;

    private final ObjectReader changes = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build()
            .readerFor(ConversationChange.class);

    /** The change that a value says; empty if it says none, or only half of one. */
    public Optional<ConversationChange> read(byte[] value) {
        if (value == null || value.length > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            ConversationChange change = changes.readValue(value);
            return Optional.ofNullable(change).filter(ChangeReader::isWhole);
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isWhole(ConversationChange change) {
        ConversationState state = change.state();
        return state != null
                && state.id() != null
                && state.type() != null
                && state.version() > 0
                && state.members().stream()
                        .allMatch(member -> member != null && member.user() != null && member.role() != null);
    }
}
