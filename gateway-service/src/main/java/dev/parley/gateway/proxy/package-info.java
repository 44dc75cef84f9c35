/** {@code /api/**} and the public keys, passed on to the services that own them. Knows addresses, and nothing of chat. */
package dev.parley.gateway.proxy;
