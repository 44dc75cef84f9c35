/**
 * Passwords: Argon2id hashes in PHC format, computed by a few threads of their own so that a storm of logins starves
 * nothing else. Depends on {@code problem} only.
 */
package dev.parley.auth.password;
