package dev.parley.stack.process;

/** The signals a child may be sent. */
public enum Signal {
    /** Finish what you are doing and end. */
    TERM,
    /** Postgres: end now, in good order, without waiting for clients. */
    INT,
    /** No warning. */
    KILL,
    /** Freeze. */
    STOP,
    /** Go on. */
    CONT
}
