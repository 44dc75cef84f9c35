/**
 * Tells gateways and members of changes to conversations: {@code chat.conversations} in, notices and {@code conversation} frames
 * out.
 */
package dev.parley.message.notice;
