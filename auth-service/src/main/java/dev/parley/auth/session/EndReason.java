package dev.parley.auth.session;

import java.util.Locale;

/** Why a session ended; for the table and for metrics. */
public enum EndReason {
    LOGOUT,
    /** The user ended it from another device. */
    ENDED_BY_USER,
    PASSWORD_CHANGED,
    ACCOUNT_DELETED,
    /** A spent refresh token was presented: somebody has a copy. */
    REUSE,
    /** The account has too many sessions. */
    CROWDED_OUT;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
