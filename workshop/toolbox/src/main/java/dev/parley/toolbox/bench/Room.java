package dev.parley.toolbox.bench;

import java.util.List;
import java.util.UUID;

/** A conversation to be written in. {@code members}: numbers of people of the cast. */
record Room(UUID conversation, List<Integer> members) {
    Room {
        members = List.copyOf(members);
    }
}
