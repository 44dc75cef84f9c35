package dev.parley.message.log;

import dev.parley.api.event.ChatEvent;
import dev.parley.api.id.ConversationId;
import java.util.BitSet;
import java.util.List;

/**
 * The log of all conversations, for writing.
 *
 * <p>An entry that {@link #append} names is on all in-sync replicas and stays. Entries of one conversation that are named stand in the
 * log in the order they had in the list. An entry that is not named was not confirmed in time: nearly always it is not in the log, but a
 * broker may have taken it as it fell silent. So whoever sends it again must give it the same id; if both copies made it, the
 * second one is a void.
 */
public interface EventLog {
    /** Appends entries, and blocks (for a bounded time) until the fate of all is known; returns the indices of the durable ones. */
    BitSet append(List<Entry> entries);

    /**
     * One event and the conversation it belongs to.
     *
     * @param trace what tells readers of the log which trace follows it; null, as a rule
     */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    record Entry(ConversationId conversation, ChatEvent event, byte[] trace) {}
}
