/**
 * What comes from Redis: one watched pub/sub connection with channels that come and go, and the recent streams of conversations.
 *
 * <p>Knows channels and bytes, and nothing of users and sockets. A publish is a hint: what must not be missed is caught up on by
 * {@code dev.parley.gateway.following}.
 */
package dev.parley.gateway.fanout;
