package dev.parley.presence.user;

/** What a node's state means for its sockets. */
public enum Mark {
    /** They count. */
    LIVE,
    /** Their node is silent: they do not count, but may again. */
    LAPSED,
    /** Their node has been silent for so long that they are removed. */
    FORGOTTEN
}
