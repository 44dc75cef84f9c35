package dev.parley.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.api.channel.Channels;
import java.util.zip.CRC32;

/**
 * Which of several nodes has a conversation. Part of what gateway-service and message-service agree on: a change of it, as of the number
 * of nodes, moves conversations.
 *
 * @param nodes how many share conversations; 0 if the main one has them
 */
record Placement(int nodes) {
    /** The main node, which has what is of no conversation. */
    static final int MAIN = 0;

    /** The node of a key or channel: {@link #MAIN}, or from 1 up to the number of those that share conversations. */
    int of(String name) {
        if (nodes == 0 || !Channels.isOfConversation(name)) {
            return MAIN;
        }
        var hash = new CRC32();
        hash.update(name.substring(name.indexOf('{') + 1, name.indexOf('}')).getBytes(US_ASCII));
        return 1 + (int) (hash.getValue() % nodes);
    }
}
