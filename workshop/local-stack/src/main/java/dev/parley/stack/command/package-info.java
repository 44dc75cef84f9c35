/** What {@code ./parley} calls: up, status and what they print. */
package dev.parley.stack.command;
