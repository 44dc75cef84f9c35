/**
 * The trace of a message: a span at each stage it passes, for the few messages that are sampled, and nothing at all for the others.
 *
 * <p>Spans are made by hand because our stages work in batches: one request holds the sends of many, one pipeline the events of hundreds of
 * conversations. A send carries its trace in its batch, an event in a header of its record; frames on their way to sockets carry none.
 */
package dev.parley.telemetry.trace;
