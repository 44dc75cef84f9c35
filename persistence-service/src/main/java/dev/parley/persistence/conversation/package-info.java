/**
 * Conversations and their members: who made them, who may change them, and how a user's list of them looks.
 *
 * <p>A change is one transaction, serialized by a lock on the conversation's row, and leaves in {@code outbox} what the
 * rest of Parley must know. Whether a user exists is not asked here: auth-service owns users, and an id nobody has is
 * simply a member who never comes.
 */
package dev.parley.persistence.conversation;
