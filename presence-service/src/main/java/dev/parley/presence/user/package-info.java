/**
 * What others see of a user, concluded from his sockets and kept in Redis under one hash tag a user. The scripts decide and
 * publish in one step, so that what is announced has one order. Depends on {@code redis}.
 */
package dev.parley.presence.user;
