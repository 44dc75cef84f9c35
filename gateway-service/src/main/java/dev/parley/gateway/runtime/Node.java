package dev.parley.gateway.runtime;

import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/** This gateway process. Its name is new at each start, so that what an earlier process reported is never taken for its own. */
@Singleton
public final class Node {
    private static final int RANDOM_LENGTH = 8;

    private final String name;

    Node() {
        this.name = host() + "-" + UUID.randomUUID().toString().substring(0, RANDOM_LENGTH);
    }

    /** The host's name and something random. */
    public String name() {
        return name;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "gateway";
        }
    }
}
