package dev.parley.presence.redis;

/** Redis did not answer in time, or refused. Whether the command was carried out is not known. */
public final class RedisUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RedisUnavailableException(Throwable cause) {
        super(cause);
    }
}
