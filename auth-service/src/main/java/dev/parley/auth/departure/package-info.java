/**
 * Tells persistence-service whose account is deleted, so that they leave their groups. The tombstone is the outbox: what it lacks is told
 * until it has been taken, and a deletion waits for none of it. Depends on {@code account} only.
 */
package dev.parley.auth.departure;
