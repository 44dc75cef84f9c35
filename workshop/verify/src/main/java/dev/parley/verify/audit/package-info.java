/** Reads what is stored, where it is stored, when everything has come to rest. */
package dev.parley.verify.audit;
