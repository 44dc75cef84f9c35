package dev.parley.verify.record;

import java.util.List;
import java.util.UUID;

/** A conversation of the run, with those who were in it when it was made; the first of them stays. */
public record Room(UUID id, boolean direct, List<UUID> founders) {
    public Room {
        founders = List.copyOf(founders);
    }
}
