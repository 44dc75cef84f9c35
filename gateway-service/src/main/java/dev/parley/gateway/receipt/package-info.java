/** {@code received} and {@code read}: marks that only move forward, coalesced to one a second, user and conversation. */
package dev.parley.gateway.receipt;
