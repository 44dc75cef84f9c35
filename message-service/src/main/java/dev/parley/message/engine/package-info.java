/**
 * How this service talks to its engines: one pipelined Redis connection a purpose, and Kafka clients with common settings.
 *
 * <p>Depends on no other package of the service.
 */
package dev.parley.message.engine;
