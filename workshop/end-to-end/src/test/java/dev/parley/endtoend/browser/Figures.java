package dev.parley.endtoend.browser;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** What Chromium measures of a page, and the file that figures are written to. */
final class Figures {
    private static final Path FILE = Path.of("target", "web-figures.txt");

    /** Collects frames and long tasks from now on. */
    private static final String BEGIN = """
            () => {
                const noted = (window.parleyFigures = { frames: [], tasks: [] });
                noted.observer = new PerformanceObserver(list =>
                    noted.tasks.push(...list.getEntries().map(entry => entry.duration)));
                noted.observer.observe({ type: 'longtask' });
                let last;
                const onFrame = now => {
                    if (last !== undefined) noted.frames.push(now - last);
                    last = now;
                    noted.next = requestAnimationFrame(onFrame);
                };
                requestAnimationFrame(onFrame);
            }""";

    private static final String END = """
            () => {
                const { frames, tasks, next, observer } = window.parleyFigures;
                cancelAnimationFrame(next);
                observer.disconnect();
                frames.sort((a, b) => a - b);
                const at = share => frames[Math.min(frames.length - 1, Math.floor(frames.length * share))] ?? 0;
                const long = tasks.filter(task => task > 50);
                const blocking = long.reduce((sum, task) => sum + task - 50, 0);
                const [median, p95, p99, longest, task, blocked] =
                    [at(0.5), at(0.95), at(0.99), at(1), Math.max(0, ...long), blocking].map(Math.round);
                return `${frames.length} frames, ${median} ms at the median, p95 ${p95}, p99 ${p99}, longest ${longest}; `
                    + `${long.length} tasks over 50 ms, longest ${task}, blocking ${blocked} ms`;
            }""";

    private final Page page;
    private final CDPSession session;

    Figures(Page page) {
        this.page = page;
        this.session = page.context().newCDPSession(page);
        session.send("Performance.enable");
    }

    @FormatMethod
    static void write(@FormatString String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        System.out.println(line);
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(
                    FILE, line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line as slow as that, and a processor that is slower by this factor. */
    void slowDown(int roundTripMillis, int kilobitsPerSecond, int processor) {
        var line = new JsonObject();
        line.addProperty("offline", false);
        line.addProperty("latency", roundTripMillis);
        line.addProperty("downloadThroughput", kilobitsPerSecond * 125);
        line.addProperty("uploadThroughput", kilobitsPerSecond * 125);
        session.send("Network.enable");
        session.send("Network.emulateNetworkConditions", line);
        var cache = new JsonObject();
        cache.addProperty("cacheDisabled", true);
        session.send("Network.setCacheDisabled", cache);
        var factor = new JsonObject();
        factor.addProperty("rate", processor);
        session.send("Emulation.setCPUThrottlingRate", factor);
    }

    /** Frames and long tasks while this is done. */
    void whileDoing(String what, Runnable work) {
        page.evaluate(BEGIN);
        work.run();
        write("%s: %s", what, page.evaluate(END));
    }

    /** What the page holds after everything unused was let go of. */
    void memory(String when) {
        session.send("HeapProfiler.collectGarbage");
        double heap = 0;
        double nodes = 0;
        for (var metric : session.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            JsonObject one = metric.getAsJsonObject();
            double value = one.get("value").getAsDouble();
            switch (one.get("name").getAsString()) {
                case "JSHeapUsedSize" -> heap = value;
                case "Nodes" -> nodes = value;
                default -> {
                    // Not asked for.
                }
            }
        }
        write("%s: %.1f MB of heap, %.0f nodes", when, heap / (1 << 20), nodes);
    }
}
