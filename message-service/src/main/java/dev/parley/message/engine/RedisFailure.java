package dev.parley.message.engine;

/** Redis did not answer in time, could not be reached, or refused at least one command of a pipeline. */
public final class RedisFailure extends Exception {
    private static final long serialVersionUID = 1L;

    RedisFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
