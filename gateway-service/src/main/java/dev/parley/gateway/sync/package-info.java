/**
 * The answer to {@code sync}: what a socket lacks, read after its channels are heard, so that nothing falls between what is read and
 * what is live.
 */
package dev.parley.gateway.sync;
