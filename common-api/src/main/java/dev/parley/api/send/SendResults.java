package dev.parley.api.send;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Set;

/**
 * One result for each send of a {@link SendBatch}, in its order.
 *
 * @param later the indices of those sends of a fresh batch that could not be decided without looking something up.
 *     Nothing
 *     of them was kept and their results mean nothing; they are to be submitted again in a batch that is not fresh.
 */
public record SendResults(
        List<SendResult> results,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<Integer> later) {
    public SendResults {
        results = List.copyOf(results);
        later = later == null ? Set.of() : Set.copyOf(later);
    }

    /** All of them are decided. */
    public SendResults(List<SendResult> results) {
        this(results, Set.of());
    }
}
