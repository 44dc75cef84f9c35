package dev.parley.endtoend.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(Order.DEFAULT + 1)
@ExtendWith(SharedStack.class)
class BrowserTest {
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void openTheBrowser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        String program = System.getenv().getOrDefault("PARLEY_CHROMIUM", "/usr/bin/chromium");
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(program))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--no-first-run",
                                "--disable-quic")));
    }

    @AfterAll
    static void closeTheBrowser() {
        playwright.close();
    }

    @Test
    void twoPeopleRegisterChatLiveAndFindItAllAfterAReloadAndAThirdJoinsThemInAGroup(RunningParley running) {
        List<URI> gateways = running.parley().gateways();
        try (var ada = new Visitor(browser, "ada", gateways.getFirst().toString());
                var bob = new Visitor(browser, "bob", gateways.getLast().toString());
                var cem = new Visitor(browser, "cem", gateways.getFirst().toString())) {
            List<Visitor> visitors = List.of(ada, bob, cem);
            try {
                meet(ada, bob, cem);
            } catch (RuntimeException | AssertionError e) {
                visitors.forEach(visitor -> visitor.picture(Path.of("target", "pictures")));
                throw e;
            }
            assertThat(visitors)
                    .allSatisfy(visitor -> assertThat(visitor.complaints()).isEmpty());
        }
    }

    private static void meet(Visitor ada, Visitor bob, Visitor cem) {
        String suffix = Long.toString(System.nanoTime(), 36);
        ada.register("Ada", "ada-" + suffix, RunningParley.PASSWORD);
        bob.register("Bob", "bob-" + suffix, RunningParley.PASSWORD);

        ada.startDirectWith("bob-" + suffix);
        ada.say("Hello Bob!");
        bob.open("Ada");
        bob.sees("Hello Bob!");
        bob.say("Hello Ada, 你好 👋");
        ada.sees("Hello Ada, 你好 👋");
        ada.isSeen("Hello Bob!");

        ada.reload();
        ada.sees("Hello Bob!");
        ada.sees("Hello Ada, 你好 👋");
        assertThat(ada.texts()).containsExactly("Hello Bob!", "Hello Ada, 你好 👋");

        cem.register("Cem", "cem-" + suffix, RunningParley.PASSWORD);
        bob.startGroup("The three " + suffix, List.of("ada-" + suffix, "cem-" + suffix));
        bob.say("All three here");
        for (Visitor visitor : List.of(ada, cem)) {
            visitor.open("The three " + suffix);
            visitor.sees("All three here");
        }
        cem.say("I am");
        ada.sees("I am");
        bob.sees("I am");
    }
}
