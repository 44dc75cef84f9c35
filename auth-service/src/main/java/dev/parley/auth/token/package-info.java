/**
 * Access tokens: issued to sessions, and accepted from callers of this service itself. Depends on {@code key} and {@code
 * problem}; whether the token's session still lives is the business of {@code session}.
 */
package dev.parley.auth.token;
