/**
 * gateway-service: the sockets of Parley, the web client and the way to every REST resource, on one origin.
 *
 * <p>It holds nothing durable. A send goes through a lane to message-service and its acknowledgement comes back; what the router
 * publishes comes from Redis and goes to the sockets, unparsed. Everything else here is about the two promises that follow: a socket
 * that stays open misses nothing, and one that comes back is told what it lacks.
 */
package dev.parley.gateway;
