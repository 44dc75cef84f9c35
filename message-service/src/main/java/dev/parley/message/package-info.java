/**
 * message-service: the way into the log (the front: {@code sending}, {@code membership}, {@code log}) and the way from the
 * log to the live channels (the router: {@code router}, {@code receipt}, {@code notice}).
 *
 * <p>Front and router share nothing but the engines; a service may run both or the front alone.
 */
package dev.parley.message;
