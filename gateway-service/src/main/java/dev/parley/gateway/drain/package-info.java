/** Leaving without a storm: every client is told when to come back elsewhere. */
package dev.parley.gateway.drain;
