/**
 * A client's socket as the rest of the gateway sees it: who it belongs to, one bounded way out, and the codes it closes with.
 *
 * <p>Knows frames and limits; what a frame does is the business of the features, which know this package.
 */
package dev.parley.gateway.socket;
