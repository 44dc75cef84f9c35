/**
 * Sessions: opened by a login, kept by refresh tokens, ended once. Postgres decides; Redis makes it quick to ask and
 * carries the news to the gateways. Depends on {@code account}, {@code token}, {@code redis} and {@code problem}.
 */
package dev.parley.auth.session;
