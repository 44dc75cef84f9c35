/**
 * How often something may be tried: fixed windows counted in Redis, so that all replicas count together. Without Redis
 * everything is allowed (and counted as such). Depends on {@code problem} and {@code redis}.
 */
package dev.parley.auth.limit;
