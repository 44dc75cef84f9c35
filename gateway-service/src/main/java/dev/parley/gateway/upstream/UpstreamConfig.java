package dev.parley.gateway.upstream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;

/** How the gateway holds its connections to the other services. */
@ConfigMapping(prefix = "parley.gateway.upstream")
public interface UpstreamConfig {
    /** Connections to one instance for the gateway's own calls; further calls wait. Default 64. */
    @WithDefault("64")
    int connections();

    /** Calls that may wait for a connection; beyond, they fail at once. Default 4,096. */
    @WithDefault("4096")
    int waiting();

    /** Where auth-service is. This and the following keys are shared by all of Parley, see docs/architecture.md. */
    @ConfigMapping(prefix = "parley.auth")
    interface Auth {
        /** Base URLs, comma-separated, without a path. */
        List<URI> urls();
    }

    /** Where message-service is. */
    @ConfigMapping(prefix = "parley.message")
    interface Message {
        /** Base URLs, comma-separated, without a path. */
        List<URI> urls();
    }

    /** Where persistence-service is. */
    @ConfigMapping(prefix = "parley.persistence")
    interface Persistence {
        /** Base URLs, comma-separated, without a path. */
        List<URI> urls();
    }

    /** Where presence-service is. */
    @ConfigMapping(prefix = "parley.presence")
    interface Presence {
        /** Base URLs, comma-separated, without a path. */
        List<URI> urls();
    }

    /** What services show each other. */
    @ConfigMapping(prefix = "parley.service")
    interface ServiceSecret {
        /** The password of user {@code parley}; no default, the same everywhere. */
        String secret();
    }
}
