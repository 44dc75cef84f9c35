/**
 * What a message reads now: the latest edit, whether it is deleted, its reactions. Read only; {@code history} writes it.
 */
package dev.parley.persistence.message;
