/** What the features need of the process: the clock, virtual threads, one thread for sweeps, and the node's name. */
package dev.parley.gateway.runtime;
