package dev.parley.endtoend.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test its {@link Visitors}, all of them in the one browser of the run, started for the first of them. */
final class BrowserRun implements ParameterResolver, AfterEachCallback {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(BrowserRun.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Visitors.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Browser browser = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Program.class, _ -> Program.start(), Program.class)
                .browser();
        return context.getStore(NAMESPACE).computeIfAbsent(Visitors.class, _ -> new Visitors(browser), Visitors.class);
    }

    /** Nothing may have gone wrong in the pages, and of what did there is a picture. */
    @Override
    public void afterEach(ExtensionContext context) {
        Visitors visitors = context.getStore(NAMESPACE).remove(Visitors.class, Visitors.class);
        if (visitors == null) {
            return;
        }
        try (visitors) {
            if (context.getExecutionException().isPresent()) {
                visitors.picture(Path.of("target", "pictures", context.getDisplayName()));
            } else {
                visitors.haveNoComplaints();
            }
        }
    }

    /** The root store closes it when the last test is done. */
    private record Program(Playwright playwright, Browser browser) implements AutoCloseable {
        static Program start() {
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            String program = System.getenv().getOrDefault("PARLEY_CHROMIUM", "/usr/bin/chromium");
            BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(program))
                    .setArgs(List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--no-first-run",
                            "--disable-quic",
                            // Calls without a camera, a microphone or anybody to ask.
                            "--use-fake-device-for-media-stream",
                            "--use-fake-ui-for-media-stream"));
            return new Program(playwright, playwright.chromium().launch(options));
        }

        @Override
        public void close() {
            playwright.close();
        }
    }
}
