package dev.parley.gateway.socket;

/** Why the gateway closes a socket. */
public enum CloseCode {
    /** The node is leaving, or has not heard from the client for too long. */
    GOING_AWAY(1001, "going away"),
    TOO_BIG(1009, "frame too big"),
    /** Our mistake. */
    INTERNAL(1011, "internal error"),
    BAD_FRAMES(4400, "repeated bad frames"),
    UNAUTHENTICATED(4401, "token expired or session ended"),
    TOO_SLOW(4408, "consumer too slow"),
    FLOODING(4429, "flooding");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /** As it stands on the wire. */
    public int code() {
        return code;
    }

    /** For people. */
    public String reason() {
        return reason;
    }
}
