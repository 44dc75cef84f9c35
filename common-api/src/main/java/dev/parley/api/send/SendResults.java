package dev.parley.api.send;

import java.util.List;

/** One result for each send of a {@link SendBatch}, in its order. */
public record SendResults(List<SendResult> results) {
    public SendResults {
        results = List.copyOf(results);
    }
}
