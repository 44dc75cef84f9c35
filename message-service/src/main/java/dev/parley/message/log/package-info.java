/**
 * The way into the log: {@link dev.parley.message.log.EventLog} says what is promised, {@code KafkaEventLog} keeps it.
 *
 * <p>Depends on {@code engine} only.
 */
package dev.parley.message.log;
