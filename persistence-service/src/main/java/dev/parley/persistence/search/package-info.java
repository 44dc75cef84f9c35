/**
 * Search in the caller's conversations, in any script.
 *
 * <p>{@code Words} cuts texts into terms (words; single characters and pairs where a script has no spaces), the same way
 * for messages and queries. {@code SearchIndexer} trails behind {@code history}, so that searching never slows writing.
 */
package dev.parley.persistence.search;
