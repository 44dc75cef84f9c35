/**
 * What persistence-service and the recent streams know of conversations: members, heads, and the events after a seq. Blocks;
 * for virtual threads.
 */
package dev.parley.gateway.history;
