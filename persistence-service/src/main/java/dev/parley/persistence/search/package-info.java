/**
 * Search in the caller's conversations, in any script.
 *
 * <p>{@code Words} cuts texts into terms (words; single characters and pairs where a script has no spaces), the same
 * way for messages and queries. {@code history} has {@code MessageTerms} store those of new messages;
 * {@code SearchIndexer} follows edits and deletes a moment later.
 */
package dev.parley.persistence.search;
