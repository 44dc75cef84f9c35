/**
 * History as clients and gateways read it: pages of event frames, the very bytes that went out live, with what later
 * events changed of a message beside them. Depends on {@code message} and the tables that {@code history} writes.
 */
package dev.parley.persistence.reading;
