package dev.parley.toolbox.client;

/** A gateway answered a request for a socket with something else. */
public final class UpgradeRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    public UpgradeRefused(int status, String body) {
        super("no upgrade: " + status + " " + body);
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
