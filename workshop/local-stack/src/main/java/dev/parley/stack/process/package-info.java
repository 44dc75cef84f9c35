/** Child processes: started with a log of their own, stopped by their signal, never outliving this JVM. */
package dev.parley.stack.process;
