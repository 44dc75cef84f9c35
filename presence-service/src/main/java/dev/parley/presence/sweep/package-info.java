/**
 * What happens because time passes: departures whose grace is over, gateways that fell silent. One instance of the service
 * does it at a time, by a lock in Redis. Depends on {@code node} and {@code user}.
 */
package dev.parley.presence.sweep;
