package dev.parley.gateway.sending;

import dev.parley.api.send.Send;
import dev.parley.gateway.socket.ClientSocket;

/** A send that has not been answered yet, and the socket that waits for it. */
record PendingSend(ClientSocket socket, Send send, long sinceNanos) {}
