/** What was seen: sends and their answers, what every socket heard, faults. Plain data, filled from many threads. */
package dev.parley.verify.record;
