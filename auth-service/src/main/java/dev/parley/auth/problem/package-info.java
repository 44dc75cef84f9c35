/**
 * Refusals: how the rest of the service says no, and how every no, ours or the framework's, becomes a problem document.
 * Depends on no other package of the service.
 */
package dev.parley.auth.problem;
