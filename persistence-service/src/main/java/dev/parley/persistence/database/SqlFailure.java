package dev.parley.persistence.database;

import java.sql.SQLException;

/** A statement that failed, and what that means for whoever wanted it. */
public final class SqlFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What a failure says about trying again. */
    public enum Meaning {
        /** The same again may succeed later: no connection, shutting down, out of resources, a lost race for a lock. */
        UNAVAILABLE,
        /** These values can never be stored. */
        DATA,
        /** Our mistake, or a broken installation. */
        FAULT
    }

    private final String state;

    public SqlFailure(SQLException cause) {
        super("sqlState=" + cause.getSQLState() + " " + cause.getMessage(), cause);
        this.state = cause.getSQLState();
    }

    /** The five characters of the SQL standard, or null if the failure came from before the engine. */
    public String state() {
        return state;
    }

    public Meaning meaning() {
        return meaningOf(state);
    }

    /** A failure without a state is the pool's: no connection could be had in time. */
    static Meaning meaningOf(String state) {
        if (state == null || state.length() < 2) {
            return Meaning.UNAVAILABLE;
        }
        return switch (state.substring(0, 2)) {
            case "08", "53", "57", "58", "40", "25", "55" -> Meaning.UNAVAILABLE;
            case "22", "23" -> Meaning.DATA;
            default -> Meaning.FAULT;
        };
    }

    /** The failure of a statement somewhere among the causes, or null if the cause is something else. */
    public static SqlFailure in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SqlFailure known) {
                return known;
            }
            if (cause instanceof SQLException sql) {
                return new SqlFailure(sql);
            }
        }
        return null;
    }
}
