/**
 * Takes what gateways report on {@code chat.sessions} and applies it, at least once: an offset is committed after its effect.
 * Depends on {@code node} and {@code user}.
 */
package dev.parley.presence.report;
