package dev.parley.verify.record;

/**
 * A fault that happened, in milliseconds of the run.
 *
 * @param label as the command line names its kind
 * @param victim what it hit
 * @param from when the harm began
 * @param to when it ended: what was down is up again, or what was killed has successors that only have to notice
 */
public record FaultSpan(String label, String victim, long from, long to) {}
