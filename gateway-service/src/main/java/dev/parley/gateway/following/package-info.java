/**
 * Which conversations this node holds, for which users, and that their sockets miss nothing of them: the index that a publish is
 * handed out by, the loading of what a user follows, catching up after a gap or a break, and the digests of heads.
 *
 * <p>Depends on {@code fanout} for what comes from Redis, on {@code upstream} for what history knows, and on sockets.
 */
package dev.parley.gateway.following;
