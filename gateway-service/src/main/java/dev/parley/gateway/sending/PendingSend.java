package dev.parley.gateway.sending;

import dev.parley.api.send.Send;
import dev.parley.gateway.socket.ClientSocket;
import io.opentelemetry.api.trace.Span;

/**
 * A send that has not been answered yet, and the socket that waits for it.
 *
 * @param span of its trace; the one that does nothing unless the send is sampled
 */
record PendingSend(ClientSocket socket, Send send, long sinceNanos, Span span) {}
