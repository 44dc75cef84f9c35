package dev.parley.verify.run;

import java.io.PrintWriter;
import java.util.Locale;

/** One line for each thing that happens, with the time since the beginning. Safe on any thread. */
public final class Progress {
    private final PrintWriter out;
    private final long began = System.nanoTime();

    public Progress(PrintWriter out) {
        this.out = out;
    }

    public synchronized void say(String what) {
        long seconds = (System.nanoTime() - began) / 1_000_000_000;
        out.printf(Locale.ROOT, "  %02d:%02d  %s%n", seconds / 60, seconds % 60, what);
        out.flush();
    }
}
