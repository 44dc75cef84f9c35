/**
 * Accounts: what a user is called and looks like, and the rules for it. Knows no HTTP. Depends on {@code problem} only;
 * the hash of a password is a text to it.
 */
package dev.parley.auth.account;
