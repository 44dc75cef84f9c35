/** What one client says to others and nobody keeps: typing, and the signalling of calls. */
package dev.parley.gateway.relay;
