/** Tells people and programs what was found. */
package dev.parley.verify.report;
