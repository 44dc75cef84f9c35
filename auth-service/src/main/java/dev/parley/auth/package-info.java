/**
 * auth-service: accounts, sessions, and the keys that sign access tokens.
 *
 * <p>From the bottom up: {@code problem} and {@code redis}; {@code password}, {@code limit}, {@code key}, {@code token};
 * {@code account}, {@code session}, {@code departure}; {@code login} and {@code directory}, which speak HTTP. A package depends only on those
 * named before it. Here lies what all of them share: the clock, ids and randomness.
 */
package dev.parley.auth;
