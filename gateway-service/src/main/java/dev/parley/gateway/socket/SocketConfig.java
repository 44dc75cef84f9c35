package dev.parley.gateway.socket;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What every socket has. */
@ConfigMapping(prefix = "parley.gateway.socket")
public interface SocketConfig {
    /** Between two WebSocket pings to a client; one that is silent for two of them is closed. Default 25 s. */
    @WithDefault("25S")
    Duration heartbeat();

    /**
     * Bytes that wait to be written to a client, with about 100 for each write, beyond which it lags: live events pass
     * it by until it has taken what waits, and then it hears {@code heads}, and syncs. Default 512 KiB: a second's lack of attention,
     * even in busy groups.
     */
    @WithDefault("524288")
    long laggingAt();

    /** How long a client may lag before it is too slow and closed with 4408. Default 30 s: 17 KB a second. */
    @WithDefault("30S")
    Duration mostLagging();

    /**
     * Bytes that may wait to be written to a client; beyond, the socket is closed with 4408. Default 4 MiB. Since live
     * events keep below {@code lagging-at}, this bounds what is for this client alone: acks, marks, answers.
     */
    @WithDefault("4194304")
    long mostWaiting();
}
