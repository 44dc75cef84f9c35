/** One run from the start of its stack to the verdict, and the commands. */
package dev.parley.verify.run;
