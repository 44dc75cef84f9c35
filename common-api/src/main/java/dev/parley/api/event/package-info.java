/**
 * The events of a conversation's log as they lie in {@code chat.events}, and the frame that carries one to a client.
 *
 * <p>An event's {@code seq} is not in its record: it is the record's position among those of its key, counted alike by
 * every reader of the partition.
 */
package dev.parley.api.event;
