/** The public question {@code GET /api/presence}, and how every refusal becomes a problem document. Depends on {@code user}. */
package dev.parley.presence.rest;
