/** Presence, both ways: the reports of this node's sockets to {@code chat.sessions}, and whom they watch. */
package dev.parley.gateway.presence;
