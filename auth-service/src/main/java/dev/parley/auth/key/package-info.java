/**
 * The keys that sign access tokens: made, sealed, rotated and published here. They live in Postgres, so that all replicas
 * sign with the same one. Depends on {@code problem} only.
 */
package dev.parley.auth.key;
