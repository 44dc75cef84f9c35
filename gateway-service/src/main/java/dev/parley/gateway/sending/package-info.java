/**
 * From a {@code send} frame to its {@code ack}: lanes that collect while one request is in flight, and the way to
 * message-service.
 *
 * <p>Depends on sockets and frames; {@link dev.parley.gateway.sending.MessageFront} is the seam to the network.
 */
package dev.parley.gateway.sending;
