/**
 * Who is online, away or offline. Gateways report sockets and heartbeats to {@code chat.sessions}; {@code report} applies
 * them in Redis, {@code user} concludes what others see, {@code node} knows which gateways are alive, {@code sweep} acts when
 * time passes, and {@code rest} answers questions.
 *
 * <p>If Redis loses its data, everybody is offline until his gateway reports a socket of his again: with the next
 * {@code Changed}, which counts as {@code Opened} for a socket that is not known, or with a new connection. The gauges
 * {@code parley_presence_sockets_reported} and {@code parley_presence_sockets_known} show the distance.
 */
package dev.parley.presence;
