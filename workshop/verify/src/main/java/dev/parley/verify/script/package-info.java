/** Drives the people: what is said by whom, at a rate that does not wait for answers. */
package dev.parley.verify.script;
