/**
 * {@code ./parley verify}: scripted people talk over a private stack while its parts are killed, and what each of them saw is
 * held against the promises of the contract.
 *
 * <p>{@code plan} is what shall happen, made of a seed; {@code client} and {@code script} make it happen; {@code fault} does
 * the harm; {@code record} keeps what was seen; {@code audit} reads what was stored; {@code check} compares; {@code report}
 * tells; {@code mutant} proves that the checks find known mistakes; {@code run} puts it together.
 */
package dev.parley.verify;
