package dev.parley.auth.login;

import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where a request comes from, as limits count it. The gateway sets {@code X-Forwarded-For}, which is believed from trusted
 * proxies only ({@code quarkus.http.proxy.trusted-proxies}). Of an IPv6 address the first 64 bits count: the rest is the
 * client's to choose.
 */
record ClientAddress(String key) {
    private static final int NETWORK_BYTES = 8;

    static ClientAddress of(HttpServerRequest request) {
        return request.remoteAddress() == null
                ? new ClientAddress("unknown")
                : of(request.remoteAddress().hostAddress());
    }

    /** Reads an address; what is none (a proxy may put anything there) counts as one address of its own. */
    static ClientAddress of(String literal) {
        if (literal == null) {
            return new ClientAddress("unknown");
        }
        try {
            InetAddress address = InetAddress.ofLiteral(literal);
            if (address instanceof Inet6Address) {
                byte[] network = Arrays.copyOf(address.getAddress(), 2 * NETWORK_BYTES);
                Arrays.fill(network, NETWORK_BYTES, network.length, (byte) 0);
                return new ClientAddress(InetAddress.getByAddress(network).getHostAddress() + "/64");
            }
            return new ClientAddress(address.getHostAddress());
        } catch (IllegalArgumentException | UnknownHostException notAnAddress) {
            return new ClientAddress("unknown");
        }
    }
}
