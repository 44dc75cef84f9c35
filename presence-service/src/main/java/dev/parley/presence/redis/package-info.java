/**
 * How this service talks to Redis: scripts that are named, commands that wait for a bounded time, and one exception for all
 * that can go wrong. Depends on no other package but the configuration.
 */
package dev.parley.presence.redis;
