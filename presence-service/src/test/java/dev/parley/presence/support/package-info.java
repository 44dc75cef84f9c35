/** A gateway and a watcher, as the tests of presence need them. */
package dev.parley.presence.support;
