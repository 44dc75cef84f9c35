/**
 * The frames of the public contract: {@link dev.parley.gateway.frame.ClientFrame} as clients send them, {@link
 * dev.parley.gateway.frame.ServerFrame} as the gateway makes them, and the strict reading of the one and writing of the other.
 *
 * <p>Knows Jackson and the shared ids, and nothing of sockets.
 */
package dev.parley.gateway.frame;
