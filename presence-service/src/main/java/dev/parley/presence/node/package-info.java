/**
 * Which gateways are alive, and which sockets are theirs. A gateway is alive while its lease runs; the sockets of one that
 * fell silent do not count, and count again when it comes back. Depends on {@code redis} and {@code user}.
 */
package dev.parley.presence.node;
