/** Known mistakes, put into a copy of the services one by one, each of which a run must find. */
package dev.parley.verify.mutant;
