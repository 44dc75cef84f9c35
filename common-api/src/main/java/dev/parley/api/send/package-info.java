/** What the gateway asks of message-service's front: {@code POST /internal/sends}. */
package dev.parley.api.send;
