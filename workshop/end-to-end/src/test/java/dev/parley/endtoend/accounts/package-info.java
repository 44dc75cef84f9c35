/** Accounts and sessions as a client meets them, through the gateways. */
package dev.parley.endtoend.accounts;
