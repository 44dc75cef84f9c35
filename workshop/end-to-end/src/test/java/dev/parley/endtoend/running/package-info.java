/** The stack that all tests share, its people, and the audit of its history. */
package dev.parley.endtoend.running;
