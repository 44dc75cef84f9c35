package dev.parley.stack.engine;

/** Where a broker listens, and how many partitions {@code chat.events} and its companions get when they are created. */
public record KafkaPorts(int client, int controller, int partitions) {}
