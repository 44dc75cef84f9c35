/** Conversations and their members, as persistence-service tells the others of them. */
package dev.parley.api.conversation;
