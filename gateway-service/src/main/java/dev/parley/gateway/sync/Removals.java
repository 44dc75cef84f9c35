package dev.parley.gateway.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.parley.api.event.EventFrame;
import dev.parley.api.id.UserId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Ends what a user is sent at his removal. A sync reads ahead of the live channel: what it finds may contain a removal that this node
 * has not acted on yet, and events behind it that are not for him any more.
 */
@Singleton
final class Removals {
    private final ObjectReader reader;

    Removals(ObjectMapper mapper) {
        this.reader = mapper.reader();
    }

    /** The events up to the user's removal, if that is the last they say of his membership; else all of them. */
    List<byte[]> until(UserId user, List<byte[]> ascending) {
        int end = ascending.size();
        for (int i = 0; i < ascending.size(); i++) {
            byte[] event = ascending.get(i);
            if (isRemoval(user, event)) {
                end = i + 1;
            } else if (EventFrame.isKind(event, "memberAdded") && isAbout(user, event)) {
                end = ascending.size();
            }
        }
        return ascending.subList(0, end);
    }

    /** Whether the last of these events is the user's removal. */
    boolean endsWithOne(UserId user, List<byte[]> ascending) {
        return !ascending.isEmpty() && isRemoval(user, ascending.getLast());
    }

    private boolean isRemoval(UserId user, byte[] event) {
        return EventFrame.isKind(event, "memberRemoved") && isAbout(user, event);
    }

    private boolean isAbout(UserId user, byte[] event) {
        try {
            return user.toString().equals(reader.readTree(event).path("user").asText());
        } catch (IOException e) {
            throw new UncheckedIOException("an event of ours cannot be read", e);
        }
    }
}
