/**
 * On which Redis node a key or channel lives: the router writes there, and gateways listen there, so both must find the same one.
 *
 * <p>Depends on the platform and on {@code common-api}, and on no service.
 */
package dev.parley.redis;
