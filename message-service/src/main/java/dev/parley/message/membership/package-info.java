/**
 * Who is in a conversation: a bounded cache in front of persistence-service, kept fresh by {@code chat.conversations} and
 * served stale while that service is down.
 *
 * <p>Depends on {@code engine} only.
 */
package dev.parley.message.membership;
