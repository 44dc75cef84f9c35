package dev.parley.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.toolbox.client.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What nobody notices unless it is absent. */
@Order(Order.DEFAULT + 1)
@ExtendWith({SharedStack.class, BrowserRun.class})
class SmallThingsTest {
    /** Keeps what the browser is asked to show, and asks nobody for leave. */
    private static final String NOTED_NOTIFICATIONS = """
            window.noted = [];
            window.Notification = class {
                static permission = 'default';
                static async requestPermission() { return (this.permission = 'granted'); }
                constructor(title, options) { window.noted.push({ title, body: options.body, shown: this }); }
                close() {}
            };
            """;

    private static final String LONGEST_MOTION = """
            () => Math.max(...[...document.querySelectorAll('*')].flatMap(element => {
                const { animationDuration, transitionDuration } = getComputedStyle(element);
                return `${animationDuration},${transitionDuration}`.split(',').map(time => Number.parseFloat(time));
            }))""";

    @Test
    void whatIsNewIsMarkedOffAndDaysAreNamed(RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        UUID conversation = ada.directWith(bob);
        say(bob, conversation, "known");
        Visitor here = visitors.enter(running, ada);
        here.open("Bob");
        here.sees("known");
        assertThat(here.entry("Bob")).hasAttribute("data-unread", "0");
        here.goTo("#/");
        say(bob, conversation, "first that is new");
        say(bob, conversation, "second that is new");
        assertThat(here.entry("Bob")).hasAttribute("data-unread", "2");
        here.open("Bob");
        here.sees("second that is new");
        assertThat(separators(here)).hasText(new String[] {"Today", "New messages"});
        Locator marked =
                here.page().locator("[data-row]").filter(new Locator.FilterOptions().setHasText("New messages"));
        assertThat(marked).containsText("first that is new");

        Visitor tomorrow =
                visitors.stranger("tomorrow", running.parley().gateways().getFirst());
        tomorrow.page().clock().setFixedTime(Date.from(Instant.now().plus(Duration.ofDays(1))));
        tomorrow.logIn(ada.username(), RunningParley.PASSWORD);
        assertThat(tomorrow.entry("Bob")).hasAttribute("data-unread", "0");
        tomorrow.open("Bob");
        assertThat(separators(tomorrow)).hasText("Yesterday");
    }

    @Test
    void shapesStandWhereListsAndMessagesWillBe(RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        say(bob, ada.directWith(bob), "here at last");
        Visitor here = visitors.stranger("ada", running.parley().gateways().getFirst());
        List<Route> held = new ArrayList<>();
        here.page().route(Pattern.compile(".*/api/conversations(\\?|/[^/]+/events).*"), held::add);
        here.logIn(ada.username(), RunningParley.PASSWORD);
        Locator list = status(here, "Loading conversations");
        assertThat(list).isVisible();
        release(held);
        here.open("Bob");
        Locator messages = status(here, "Loading messages");
        assertThat(messages).isVisible();
        assertThat(here.composer()).isVisible();
        release(held);
        here.sees("here at last");
        assertThat(messages.or(list)).hasCount(0);
    }

    @Test
    void nothingMovesForThoseWhoDoNotWantIt(RunningParley running, Visitors visitors) {
        Visitor here = visitors.enter(running, running.newPerson("Ada"));
        here.button("New conversation").first().click();
        assertThat(longestMotion(here)).isGreaterThan(0.05);
        here.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        assertThat(longestMotion(here)).isLessThanOrEqualTo(0.001);
    }

    @Test
    void whoeverIsNewIsToldWhatToDo(RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Visitor here = visitors.enter(running, ada);
        assertThat(here.page().getByText("Welcome to Parley")).isVisible();
        here.button("Search messages").first().click();
        here.dialog("Search messages").getByRole(AriaRole.SEARCHBOX).fill("zeppelin");
        assertThat(here.dialog("Search messages")).containsText("Nothing about “zeppelin”.");
        here.page().keyboard().press("Escape");
        here.button("Start one").click();
        Locator dialog = here.dialog("New conversation");
        dialog.getByRole(AriaRole.SEARCHBOX).fill("nobody-of-this-name");
        assertThat(dialog).containsText("Nobody is called “nobody-of-this-name”.");
    }

    @Test
    void aLongTextIsPastedWholeAndDoesNotFillTheScreen(RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        ada.directWith(bob);
        Visitor here = visitors.enter(running, ada);
        here.open("Bob");
        String text = "a line of a long report\n".repeat(500).trim();
        here.page().evaluate("text => navigator.clipboard.writeText(text)", text);
        here.composer().focus();
        here.page().keyboard().press("Control+v");
        assertThat(here.composer()).hasValue(text);
        assertThat(here.part("parts")).hasText("Will be sent as 2 messages");
        assertThat(here.composer().boundingBox().height).isLessThan(250);
        here.reload();
        assertThat(here.composer()).hasValue(text);
    }

    @Test
    void theBrowserTellsOfWhatComesWhileOneLooksElsewhere(RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        UUID conversation = ada.directWith(bob);
        say(bob, conversation, "first");
        Visitor here = visitors.stranger("ada", running.parley().gateways().getFirst());
        here.page().addInitScript(NOTED_NOTIFICATIONS);
        here.logIn(ada.username(), RunningParley.PASSWORD);
        here.button("Yes, please").click();
        assertThat(here.page().getByText("Shall we tell you")).hasCount(0);
        say(bob, conversation, "seen at once");
        assertThat(here.entry("Bob")).hasAttribute("data-unread", "2");
        here.page().evaluate("document.hasFocus = () => false");
        say(bob, conversation, "**not** seen");
        assertThat(here.page()).hasTitle("(3) Parley");
        assertThat(noted(here)).isEqualTo(List.of("Bob: not seen"));
        here.page().evaluate("noted[0].shown.onclick()");
        here.sees("not seen");
        assertThat(here.page()).hasTitle("Parley");

        here.goTo("#/");
        here.entry("Bob").hover();
        here.button("Options of Bob").click();
        here.page()
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Mute"))
                .click();
        assertThat(here.entry("Bob")).hasAttribute("data-muted", "true");
        say(bob, conversation, "told to nobody");
        assertThat(here.entry("Bob")).hasAttribute("data-unread", "1");
        assertThat(noted(here)).hasSize(1);
    }

    @Test
    void oneSeesWhoIsHereAndWhenHeWasAndWhatHasReachedHim(RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        ada.directWith(bob);
        Visitor here = visitors.enter(running, ada);
        here.open("Bob");
        here.say("Are you there?");
        assertThat(here.message("Are you there?")).hasAttribute("data-state", "sent");
        Visitor there = visitors.enter(running, bob);
        assertThat(here.message("Are you there?")).hasAttribute("data-state", "delivered");
        assertThat(here.part("subtitle")).hasText("online");
        assertThat(here.entry("Bob").locator("[data-presence=online]")).isVisible();
        there.open("Ada");
        here.isSeen("Are you there?");
        there.killTab();
        // Whoever is gone counts as here for some seconds: he may only have reloaded.
        assertThat(here.part("subtitle")).hasText("last seen just now", patiently());
        assertThat(here.entry("Bob").locator("[data-presence=offline]")).isHidden();
    }

    private static LocatorAssertions.HasTextOptions patiently() {
        return new LocatorAssertions.HasTextOptions().setTimeout(30_000);
    }

    private static List<?> noted(Visitor visitor) {
        return (List<?>) visitor.page().evaluate("noted.map(({ title, body }) => `${title}: ${body}`)");
    }

    private static double longestMotion(Visitor visitor) {
        return ((Number) visitor.page().evaluate(LONGEST_MOTION)).doubleValue();
    }

    private static void release(List<Route> held) {
        held.forEach(Route::resume);
        held.clear();
    }

    private static Locator status(Visitor visitor, String name) {
        return visitor.page().getByRole(AriaRole.STATUS, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator separators(Visitor visitor) {
        return visitor.log().getByRole(AriaRole.SEPARATOR);
    }

    private static void say(Person person, UUID conversation, String text) {
        person.send(conversation, UUID.randomUUID(), text).expect(202);
    }
}
