package dev.parley.testkit;

/** An engine that a test may stop, kill and start again. */
public enum Engine {
    KAFKA,
    POSTGRES,
    REDIS
}
