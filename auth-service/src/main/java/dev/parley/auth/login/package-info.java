/**
 * {@code /api/auth}: signing up, in and out, over HTTP. Depends on everything below it; nothing depends on it.
 */
package dev.parley.auth.login;
