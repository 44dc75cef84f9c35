package dev.parley.api.send;

import java.util.List;

/** Which of these sends does history have? At most {@link SendBatch#MAX_SENDS}. */
public record KeptQuery(List<SendIdentity> sends) {
    public KeptQuery {
        sends = List.copyOf(sends);
    }
}
