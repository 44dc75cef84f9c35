/** Kafka, Postgres and Redis as child processes: the real programs, out of Maven Central's jars. */
package dev.parley.stack.engine;
