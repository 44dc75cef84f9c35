/**
 * How fast a client may be: buckets per socket and per user, and the strikes after which a socket is closed.
 *
 * <p>Local to the node and of no use to others: a user with sockets on several nodes has a bucket on each.
 */
package dev.parley.gateway.limits;
