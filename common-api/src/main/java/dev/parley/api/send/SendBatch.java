package dev.parley.api.send;

import java.util.List;

/** Sends of one gateway lane, in order: those of one conversation reach the log in the order they have here. */
public record SendBatch(List<Send> sends) {
    /** The most sends one request may carry. */
    public static final int MAX_SENDS = 512;

    public SendBatch {
        sends = List.copyOf(sends);
    }
}
