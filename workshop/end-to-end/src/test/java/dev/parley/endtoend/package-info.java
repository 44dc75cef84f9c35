/**
 * What Parley promises, tried on the packaged services from outside: every test speaks the public contract, through gateways, and
 * looks behind it only to audit (rows in Postgres) and to break things (processes). One stack serves all of them.
 */
package dev.parley.endtoend;
