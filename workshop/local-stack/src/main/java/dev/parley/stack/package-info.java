/**
 * The local stack: real engines and packaged services as child processes of one launcher, on loopback only.
 *
 * <p>{@code process} starts and ends programs, {@code engine} knows Kafka, Postgres and Redis, {@code service} knows our
 * own services, {@code command} is what {@code ./parley} calls. Nothing here is ever shipped.
 */
package dev.parley.stack;
