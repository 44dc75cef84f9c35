/**
 * The services behind the gateway: several instances each, spread over, and passed by while they are down.
 *
 * <p>{@link dev.parley.gateway.upstream.Service} calls them for the gateway itself; the proxy only borrows their addresses.
 */
package dev.parley.gateway.upstream;
