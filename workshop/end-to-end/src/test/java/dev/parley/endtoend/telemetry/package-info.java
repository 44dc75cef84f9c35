/** What services tell of themselves: traces of messages, and logs that keep secrets. */
package dev.parley.endtoend.telemetry;
