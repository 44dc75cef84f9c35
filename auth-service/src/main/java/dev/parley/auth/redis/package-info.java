/**
 * Redis as something that helps while it is there: counters, the cache of sessions, notices. Nothing here is a condition
 * for answering, so its failures are counted and stepped over. Depends on no other package of the service.
 */
package dev.parley.auth.redis;
