/**
 * Hostile clients: every abuse that was ever found, all at once, beside people who only want to talk. Uses the public
 * contract and the public port, and nothing else.
 */
package dev.parley.verify.attack;
