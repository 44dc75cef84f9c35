/**
 * Who a socket belongs to and for how long: the check of the upgrade, the renewal of the token on the open socket, its expiry,
 * and sessions that have ended.
 */
package dev.parley.gateway.session;
