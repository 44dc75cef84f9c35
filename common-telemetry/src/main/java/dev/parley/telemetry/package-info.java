/**
 * How every service tells what it does, beside its metrics: {@code log} writes lines for machines, {@code trace} the spans of messages.
 *
 * <p>Depends on the platform and on no service. Nothing in here, and nothing that is given to it, may be a message's text or a token.
 */
package dev.parley.telemetry;
