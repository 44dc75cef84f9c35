package dev.parley.verify.run;

import dev.parley.stack.service.Stack;
import dev.parley.toolbox.client.Parley;

/** What goes on beside the talk and the faults of a run. Started and stopped once, by one thread; may block. */
public interface BackgroundLoad {
    /** Nothing does. */
    BackgroundLoad NONE = new BackgroundLoad() {
        @Override
        public void start(Stack stack, Parley parley) {
            // There is nothing to start.
        }

        @Override
        public void stop() {
            // Nor to stop.
        }
    };

    /** The people are there and talk; from here on it goes on by itself. */
    void start(Stack stack, Parley parley);

    /** Ends it, and returns when it has ended. */
    void stop();
}
