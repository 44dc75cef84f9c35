package dev.parley.gateway.upstream;

import java.net.URI;

/** What a base URL says of a connection. */
public final class Addresses {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private Addresses() {}

    /** Whether the connection is encrypted. */
    public static boolean isTls(URI base) {
        return "https".equals(base.getScheme());
    }

    /** The port, named or implied. */
    public static int port(URI base) {
        if (base.getPort() != -1) {
            return base.getPort();
        }
        return isTls(base) ? HTTPS : HTTP;
    }
}
