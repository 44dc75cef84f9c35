package dev.parley.gateway.limits;

import io.github.bucket4j.Bucket;

/**
 * What one socket has used up. Empty until its first frame, for most sockets are idle most of the time. Used by the socket's
 * event loop only.
 */
public final class SocketLimits {
    Bucket frames;
    /** Shared by all sockets of its user. */
    Bucket user;

    Strikes badFrames;
    Strikes refused;

    /** Nothing used yet. */
    public SocketLimits() {}
}
