/**
 * The front: decides on sends. Whatever can be refused is refused here, before the log; what passes is durable when it is answered.
 *
 * <p>{@code SendResource} serves gateways, {@code MessageResource} serves people's programs; both hand over to {@code Front}.
 */
package dev.parley.message.sending;
