/**
 * Load over real sockets, on a fixed schedule: a message is due at its instant, whether or not the system keeps up, and
 * latency counts from there. {@code Bench} is the command; {@code Cast} the people, their sockets and conversations;
 * {@code Schedule} says what is due when and owed to whom; {@code Load} is one run, {@code LoadLoop} and {@code
 * LoadSocket} its network; {@code Tally} what came of it; {@code Audit} whether history has every acknowledged message
 * once. Depends on {@code client}, for REST.
 */
package dev.parley.toolbox.bench;
