package dev.parley.gateway.upstream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;

/** Where the other services are; the keys are shared by all of Parley, see docs/architecture.md. */
@ConfigMapping(prefix = "parley")
public interface UpstreamConfig {
    /** auth-service. */
    Instances auth();

    /** message-service. */
    Instances message();

    /** persistence-service. */
    Instances persistence();

    /** presence-service. */
    Instances presence();

    /** What services show each other. */
    ServiceSecret service();

    /** The connections to all of them. */
    Upstream upstream();

    /** The instances of one service. */
    interface Instances {
        /** Base URLs, comma-separated, without a path. */
        List<URI> urls();
    }

    /** The credential of calls between services. */
    interface ServiceSecret {
        /** The password of user {@code parley}; no default, the same everywhere. */
        String secret();
    }

    /** How the gateway holds its connections. */
    interface Upstream {
        /** Connections to one instance for the gateway's own calls; further calls wait. Default 64. */
        @WithDefault("64")
        int connections();

        /** Calls that may wait for a connection; beyond, they fail at once. Default 4,096. */
        @WithDefault("4096")
        int waiting();
    }
}
