/** The rules between packages and modules that no compiler checks. */
package dev.parley.endtoend.architecture;
