/**
 * From the log to the live channels: counts the events of each conversation, which gives their seqs, publishes them, and keeps
 * the counts in {@code chat.positions}.
 *
 * <p>Plain classes with one thread, {@code Router}'s; only {@code RouterService} knows the framework. Depends on {@code engine} only.
 */
package dev.parley.message.router;
