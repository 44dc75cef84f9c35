/**
 * The way of an event from {@code chat.events} into Postgres, exactly once.
 *
 * <p>{@link dev.parley.persistence.history.HistoryConsumer} owns the thread and the Kafka consumer; a
 * {@code PartitionLane} holds what one partition still has to write; {@code HistoryWriter} writes a batch of it in one
 * transaction, whose parts are {@code Numbering} (which seq, which void), {@code PostgresEventStore} and
 * {@code PostgresChanges} (what edits, deletes and reactions change). Nothing here depends on REST.
 */
package dev.parley.persistence.history;
