/**
 * A client written against {@code docs/protocol.md} and nothing else, for tests, load and demo data.
 *
 * <p>{@link dev.parley.toolbox.client.Parley} knows the gateways; a {@link dev.parley.toolbox.client.Person} is somebody logged
 * in and makes the REST calls; a {@link dev.parley.toolbox.client.LiveSocket} is one WebSocket and says exactly what it is told;
 * a {@link dev.parley.toolbox.client.Device} is what a good client is: sockets one after the other, an
 * {@link dev.parley.toolbox.client.Outbox}, and a {@link dev.parley.toolbox.client.ConversationLog} for each conversation.
 * Depends on no module of ours: what the services share must not hide what they break.
 */
package dev.parley.toolbox.client;
