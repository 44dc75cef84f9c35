/**
 * History, conversations, receipts and search.
 *
 * <p>{@code history} writes what lies in {@code chat.events} to Postgres; {@code reading} answers with it;
 * {@code conversation} owns conversations and members, and tells of their changes through {@code outbox}.
 */
package dev.parley.persistence;
