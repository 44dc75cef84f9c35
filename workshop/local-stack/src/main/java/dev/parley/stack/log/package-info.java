/**
 * What a stopped Parley's log is put through: it is moved to more partitions, which the log itself cannot be given (a conversation's records
 * would lie in two of them), or made anew of what history has, if it was lost.
 *
 * <p>Knows Kafka and three tables of history (its events, where it stands in the log, and which log that is), and nothing of the rest of the stack.
 */
package dev.parley.stack.log;
