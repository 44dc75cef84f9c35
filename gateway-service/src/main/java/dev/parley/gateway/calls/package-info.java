/**
 * What clients need for calls beside {@code signal}: the servers that help two browsers find each other. Calls themselves never
 * pass through here. Depends on {@code session} for who asks.
 */
package dev.parley.gateway.calls;
