/** Log lines as JSON, for collectors; the {@code key=value} pairs of our lines become fields. */
package dev.parley.telemetry.log;
