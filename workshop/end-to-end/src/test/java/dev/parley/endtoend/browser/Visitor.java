package dev.parley.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Somebody at a browser of his own, in the words of what he does. */
final class Visitor implements AutoCloseable {
    private static final double PATIENCE = 30_000;
    /** Chromium leaves sockets alone when it is told to be offline. A pulled plug does not. */
    private static final String CUT_WHEN_OFFLINE = """
            const open = new Set();
            window.WebSocket = class extends WebSocket {
                constructor(...where) {
                    super(...where);
                    open.add(this);
                    if (!navigator.onLine) this.close();
                }
            };
            window.addEventListener('offline', () => { for (const socket of open) socket.close(); open.clear(); });
            """;

    private final String name;
    private final BrowserContext context;
    private final Page page;
    private final String address;
    private final List<String> complaints = new ArrayList<>();

    private Visitor(String name, BrowserContext context, String address) {
        this.name = name;
        this.context = context;
        this.page = context.newPage();
        this.address = address;
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            // What did not get through is the browser's complaint, not the page's: without a session the first refresh
            // is one.
            if ("error".equals(message.type()) && !isOfTheNetwork(message.text())) {
                complaints.add(message.text());
            }
        });
    }

    /** With a browser profile of his own. */
    static Visitor in(Browser browser, String name, String address) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1_200, 800));
        context.setDefaultTimeout(PATIENCE);
        context.addInitScript(CUT_WHEN_OFFLINE);
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        return new Visitor(name, context, address);
    }

    /** The same browser, another tab: it takes the session up that is there. */
    Visitor anotherTab() {
        Visitor tab = new Visitor(name, context, address);
        tab.page.navigate(address);
        tab.awaitConnected();
        return tab;
    }

    private static boolean isOfTheNetwork(String complaint) {
        return complaint.startsWith("Failed to load resource") || complaint.startsWith("WebSocket ");
    }

    void logIn(String username, String password) {
        page.navigate(address);
        page.getByLabel("Username").fill(username);
        page.getByLabel("Password").fill(password);
        button("Log in").click();
        awaitConnected();
    }

    void register(String displayName, String username, String password) {
        page.navigate(address + "/#/register");
        page.getByLabel("Display name").fill(displayName);
        page.getByLabel("Username").fill(username);
        page.getByLabel("Password").fill(password);
        button("Create account").click();
        awaitConnected();
    }

    void awaitConnected() {
        page.locator("[data-connection=open]").waitFor(waitForAttached());
    }

    void reload() {
        page.reload();
        awaitConnected();
    }

    void startDirectWith(String username) {
        button("New conversation").click();
        Locator dialog = dialog("New conversation");
        dialog.getByRole(AriaRole.TAB, named("Direct")).click();
        choose(dialog, username);
        dialog.getByRole(AriaRole.BUTTON, named("Start direct conversation")).click();
        page.locator("main[data-open-conversation]").waitFor();
    }

    void startGroup(String title, List<String> usernames) {
        button("New conversation").click();
        Locator dialog = dialog("New conversation");
        dialog.getByRole(AriaRole.TAB, named("Group")).click();
        dialog.getByLabel("Group title").fill(title);
        usernames.forEach(username -> choose(dialog, username));
        dialog.getByRole(AriaRole.BUTTON, named("Create group")).click();
        page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName(title).setLevel(2))
                .waitFor();
    }

    private static void choose(Locator dialog, String username) {
        dialog.getByRole(AriaRole.SEARCHBOX, named("Find people")).fill(username);
        dialog.getByRole(AriaRole.OPTION)
                .filter(new Locator.FilterOptions().setHasText("@" + username))
                .click();
    }

    /** Opens the conversation of this title from the list. */
    void open(String title) {
        page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Conversations"))
                .getByRole(AriaRole.LINK)
                .filter(new Locator.FilterOptions().setHasText(title))
                .first()
                .click();
        page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName(title).setLevel(2))
                .waitFor();
    }

    void say(String text) {
        composer().fill(text);
        composer().press("Enter");
    }

    /** Waits until a message of this text is on screen, once. */
    void sees(String text) {
        assertThat(message(text))
                .hasCount(
                        1,
                        new com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions()
                                .setTimeout(PATIENCE));
    }

    /** Waits until an own message has been seen by somebody. */
    void isSeen(String text) {
        assertThat(message(text))
                .hasAttribute(
                        "data-state",
                        "seen",
                        new com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions()
                                .setTimeout(PATIENCE));
    }

    /** The tab is gone from one moment to the next. */
    void killTab() {
        page.close();
    }

    /** Pulls the plug, or puts it back. */
    void offline(boolean offline) {
        context.setOffline(offline);
    }

    void goTo(String hash) {
        page.evaluate("hash => { location.hash = hash; }", hash);
    }

    /** For what only one test does. */
    Page page() {
        return page;
    }

    Locator composer() {
        return page.getByRole(
                AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Message").setExact(true));
    }

    /** Chooses from the menu of a message. */
    void choose(String text, String action) {
        message(text).hover();
        message(text).getByRole(AriaRole.BUTTON, named("Message actions")).click();
        page.getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName(action).setExact(true))
                .click();
    }

    /** The conversation of this title in the list. */
    Locator entry(String title) {
        return page.locator("[data-conversation]").filter(new Locator.FilterOptions().setHasText(title));
    }

    Locator part(String part) {
        return page.locator("[data-part=" + part + "]");
    }

    List<String> texts() {
        return log().locator("article, [role=article]")
                .locator("[data-part=text]")
                .allInnerTexts();
    }

    /** Keeps what is on screen, for whoever looks into a failed test. */
    void picture(Path directory) {
        if (page.isClosed()) {
            return;
        }
        page.screenshot(new Page.ScreenshotOptions().setPath(directory.resolve(name + ".png")));
    }

    /** What went wrong in the page itself. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    Locator message(String text) {
        return log().getByRole(AriaRole.ARTICLE)
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("[data-part=text]", new Page.LocatorOptions().setHasText(text))));
    }

    Locator log() {
        return page.getByRole(AriaRole.LOG, new Page.GetByRoleOptions().setName("Messages"));
    }

    Locator dialog(String name) {
        return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(name));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }

    private static Locator.WaitForOptions waitForAttached() {
        return new Locator.WaitForOptions().setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED);
    }

    @Override
    public void close() {
        context.close();
    }
}
