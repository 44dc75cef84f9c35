/**
 * Moves a stopped Parley's log to more partitions, which the log itself cannot be given: a conversation's records would lie in two of them.
 *
 * <p>Knows Kafka and the table of positions in history, and nothing of the rest of the stack.
 */
package dev.parley.stack.partitions;
