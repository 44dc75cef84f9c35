package dev.parley.stack.engine;

import dev.parley.stack.process.ChildProcess;
import java.time.Duration;

/** An engine of the stack. The same port and the same data after every start. */
public interface Engine {
    /** The kinds of engine. */
    enum Kind {
        KAFKA,
        POSTGRES,
        REDIS
    }

    Kind kind();

    int port();

    ChildProcess process();

    /** Starts it and waits until it can be used. */
    void start();

    /** Ends it in good order. */
    default void stop() {
        process().stop(Duration.ofSeconds(60));
    }
}
