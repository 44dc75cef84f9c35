package dev.parley.verify.client;

import dev.parley.toolbox.client.LiveSocket;
import dev.parley.verify.record.Attempt;

/**
 * A send that waits for its answer.
 *
 * @param patient whether the same id is sent again when the answer was {@code unavailable}; the impatient leave it at that
 */
public record Outgoing(Attempt attempt, Frame frame, boolean patient) {
    /** Writes the frame, the same one every time. */
    @FunctionalInterface
    public interface Frame {
        void writeTo(LiveSocket socket);
    }
}
