package dev.parley.gateway.calls;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How browsers find each other for a call. With nothing set, only those call each other that share a network. */
@ConfigMapping(prefix = "parley.calls")
public interface CallsConfig {
    /** {@code stun:} URLs, comma-separated: they tell a browser its own public address. Default: none. */
    Optional<List<String>> stunUrls();

    /** The relay for those who cannot reach each other directly. */
    Turn turn();

    /** A TURN server that shares a secret with us, as coturn does with {@code use-auth-secret}. */
    interface Turn {
        /** {@code turn:} or {@code turns:} URLs, comma-separated; they need a secret. Default: none. */
        Optional<List<String>> urls();

        /** coturn's {@code static-auth-secret}. */
        Optional<String> secret();

        /** How long a credential opens new relays; one that is open goes on. A call longer than this cannot move to another network. Default 2 h. */
        @WithDefault("2H")
        Duration lifetime();
    }
}
