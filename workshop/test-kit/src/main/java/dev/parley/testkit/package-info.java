/** Real engines and real tokens for the services' own tests; one set of engines serves all tests of a module's run. */
package dev.parley.testkit;
