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
     * Bytes that may wait to be written to a client, with about 100 for each write; beyond, the socket is closed with
     * 4408. Default 4 MiB: what a busy group says in one burst, in long texts, is no reason to call its members slow;
     * and the bytes of a group's frames are shared by all its sockets.
     */
    @WithDefault("4194304")
    long mostWaiting();
}
