package dev.parley.stack.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** What a person sees. Lines are whole, whichever thread says them; colour only where a terminal is. */
final class Console {
    private final PrintWriter out;
    private final boolean colour = isTerminal() && System.getenv("NO_COLOR") == null;

    Console(PrintWriter out) {
        this.out = out;
    }

    synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    /** One part of the stack and how long it took. */
    void ready(String name, Duration after) {
        line(String.format(Locale.ROOT, "  %s %-24s %5.1f s", paint("32", "✓"), name, after.toMillis() / 1000.0));
    }

    void failed(String text) {
        line("  " + paint("31", "✗") + " " + text);
    }

    String strong(String text) {
        return paint("1", text);
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** Without a terminal there may be no console at all: it depends on the JDK. */
    @SuppressWarnings("SystemConsoleNull") // true of JDK 22 to 24 only
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }
}
