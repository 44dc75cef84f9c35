/** {@code /api/users}: the caller's own profile, and finding others. Depends on {@code account} and {@code token}. */
package dev.parley.auth.directory;
