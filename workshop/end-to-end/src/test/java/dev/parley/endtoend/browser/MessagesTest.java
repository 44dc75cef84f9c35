package dev.parley.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.toolbox.client.Device;
import dev.parley.toolbox.client.Person;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What can be done with messages. */
@Order(Order.DEFAULT + 1)
@ExtendWith({SharedStack.class, BrowserRun.class})
class MessagesTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void areAnsweredEditedReactedToAndDeletedForBoth(RunningParley running, Visitors visitors) {
        Pair pair = Pair.of(running, visitors);
        pair.here().say("Shall we?");
        pair.there().sees("Shall we?");
        pair.there().choose("Shall we?", "Reply");
        pair.there().say("We shall");
        assertThat(pair.here().message("We shall").locator("[data-part=quote]")).hasText("Shall we?");

        pair.here().choose("Shall we?", "Edit");
        pair.here().say("Shall we go?");
        pair.there().sees("Shall we go?");
        assertThat(pair.there().message("Shall we go?")).hasAttribute("data-edited", "true");

        pair.there().choose("Shall we go?", "React with 👍");
        Locator reaction = pair.here().page().locator("[data-emoji='👍']");
        assertThat(reaction).hasAttribute("aria-pressed", "false");
        reaction.click();
        assertThat(pair.there().page().locator("[data-emoji='👍']")).hasAccessibleName("👍 2");

        pair.here().choose("Shall we go?", "Delete");
        pair.here()
                .page()
                .getByRole(AriaRole.ALERTDIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete"))
                .click();
        pair.there().sees("Message deleted");
        assertThat(pair.there().message("We shall").locator("[data-part=quote]"))
                .hasText("Message deleted");
    }

    /** Nested that deep it once ended the page, at every load: the preview in the list was enough. */
    @Test
    void areShownHoweverDeepTheirQuotesAre(RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Person mallory = running.newPerson("Mallory");
        UUID conversation = mallory.directWith(ada);
        Device device = mallory.device();
        device.connect(0);
        device.send(conversation, ">".repeat(3_000));
        device.send(conversation, "still here");
        device.awaitAcks(SOON);
        device.close();

        Visitor here = visitors.enter(running, ada);
        here.open("Mallory");
        here.sees(">>>");

        here.say("So am I");
        here.sees("So am I");
        here.sees("still here");
    }

    @Test
    void takeAnyEmojiAsAReactionAndInTheText(RunningParley running, Visitors visitors) {
        Pair pair = Pair.of(running, visitors);
        pair.here().say("In the garden");
        pair.here().choose("In the garden", "More reactions");
        pick(pair.here(), "tulip");
        assertThat(pair.there().page().locator("[data-emoji='🌷']")).hasCount(1);
        pair.here().composer().fill("roses ");
        pair.here().button("Emoji").click();
        pick(pair.here(), "rose");
        assertThat(pair.here().composer()).isFocused();
        assertThat(pair.here().composer()).hasValue("roses 🌹");
    }

    @Test
    void tellInAGroupWhoHasSeenThem(RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        Person cem = running.newPerson("Cem");
        ada.group("Choir", List.of(bob, cem));
        Visitor here = visitors.enter(running, ada);
        Visitor there = visitors.enter(running, bob);
        here.open("Choir");
        here.say("Tonight at eight");
        assertThat(here.message("Tonight at eight")).hasAttribute("data-state", "sent");
        there.open("Choir");
        there.sees("Tonight at eight");
        here.message("Tonight at eight")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Who has seen this"))
                .click();
        assertThat(here.part("seen-by").locator("[data-user='" + bob.id() + "']"))
                .containsText("Bob");
        assertThat(here.part("sent-by").locator("[data-user='" + cem.id() + "']"))
                .containsText("Cem");
        assertThat(here.message("Tonight at eight")).hasAttribute("data-state", "sent");
        here.page().keyboard().press("Escape");
        visitors.enter(running, cem).open("Choir");
        here.isSeen("Tonight at eight");
    }

    @Test
    void mentionPeopleWhoSeeItInTheirList(RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        Person cem = running.newPerson("Cem");
        ada.group("Kitchen", List.of(bob, cem));
        Visitor here = visitors.enter(running, ada);
        Visitor there = visitors.enter(running, bob);
        Visitor aside = visitors.enter(running, cem);
        here.open("Kitchen");
        here.composer().pressSequentially("Who cooks, @bo");
        here.page()
                .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Bob"))
                .waitFor();
        here.composer().press("Enter");
        assertThat(here.composer()).hasValue("Who cooks, @" + bob.username() + " ");
        here.composer().pressSequentially("or me?");
        here.composer().press("Enter");
        assertThat(here.page().locator("[data-mention='" + bob.id() + "']")).hasText("@Bob");
        assertThat(there.entry("Kitchen").locator("[data-part=mention]")).isVisible();
        assertThat(aside.entry("Kitchen")).hasAttribute("data-unread", "1");
        assertThat(aside.entry("Kitchen").locator("[data-part=mention]")).hasCount(0);
        awaitFound(bob, bob.username());
        there.reload();
        assertThat(there.entry("Kitchen").locator("[data-part=mention]")).isVisible();
        there.open("Kitchen");
        assertThat(there.entry("Kitchen").locator("[data-part=mention]")).hasCount(0);
    }

    @Test
    void showMarkdownAndNeverRunIt(RunningParley running, Visitors visitors) {
        Pair pair = Pair.of(running, visitors);
        pair.here().say("""
                        > as we said
                        **Bold**, `code` and https://example.org/a
                        ```
                        let a = 1;
                        ```
                        <img src=x onerror=alert(1)> [no](javascript:alert(1))""");
        Locator message = pair.there().page().locator("article").last();
        assertThat(message.locator("blockquote")).hasText("as we said");
        assertThat(message.locator("strong")).hasText("Bold");
        assertThat(message.locator("pre")).hasText("let a = 1;");
        assertThat(message.locator("a")).hasAttribute("href", "https://example.org/a");
        assertThat(message.locator("a")).hasCount(1);
        assertThat(message.locator("img")).hasCount(0);
    }

    @Test
    void areWrittenWithShiftEnterInAnyLengthAndKeptAsDrafts(RunningParley running, Visitors visitors) {
        Pair pair = Pair.of(running, visitors);
        Visitor here = pair.here();
        here.composer().pressSequentially("two");
        here.composer().press("Shift+Enter");
        here.composer().pressSequentially("lines");
        here.reload();
        assertThat(here.composer()).hasValue("two\nlines");
        here.composer().press("Enter");
        pair.there().sees("two\nlines");
        assertThat(here.composer()).isFocused();
        assertThat(here.composer()).hasValue("");
        here.composer().fill("word ".repeat(3_000).trim());
        assertThat(here.part("parts")).hasText("Will be sent as 2 messages");
        here.composer().press("Enter");
        await().atMost(SOON)
                .until(() -> pair.ada().history(pair.conversation(), 0).size() == 3);
        // Whoever goes on writing with the focus elsewhere means the composer.
        here.log().click();
        here.page().keyboard().type("on");
        assertThat(here.composer()).hasValue("on");
    }

    @Test
    void areFoundAndJumpedToAndLinkedTo(RunningParley running, Visitors visitors) {
        Pair pair = Pair.of(running, visitors);
        Visitor here = pair.here();
        here.say("The zeppelin leaves at noon");
        pair.there().sees("The zeppelin leaves at noon");
        here.choose("The zeppelin leaves at noon", "Copy link");
        here.page()
                .waitForFunction(
                        "async wanted => (await navigator.clipboard.readText()).includes(wanted)",
                        "#/c/" + pair.conversation() + "/");
        awaitFound(pair.ada(), "zeppelin");
        here.page().evaluate("() => { location.hash = '#/'; }");
        here.button("Search messages").click();
        here.dialog("Search messages").getByRole(AriaRole.SEARCHBOX).pressSequentially("zeppel");
        Locator hit =
                here.dialog("Search messages").getByRole(AriaRole.LISTITEM).first();
        assertThat(hit.locator("mark")).hasText(Pattern.compile("zeppel", Pattern.CASE_INSENSITIVE));
        hit.getByRole(AriaRole.BUTTON).click();
        assertThat(here.message("The zeppelin leaves at noon")).isVisible();
    }

    @Test
    void areReadHereAndThereAndOneSeesWhoIsWriting(RunningParley running, Visitors visitors) {
        Pair pair = Pair.of(running, visitors);
        Visitor phone = visitors.enter(running, pair.ada(), 1);
        pair.here().goTo("#/");
        pair.bob().send(pair.conversation(), UUID.randomUUID(), "Are you there?");
        assertThat(phone.entry("Bob")).hasAttribute("data-unread", "1");
        assertThat(pair.here().entry("Bob")).hasAttribute("data-unread", "1");
        phone.open("Bob");
        phone.sees("Are you there?");
        assertThat(pair.here().entry("Bob")).hasAttribute("data-unread", "0");
        pair.there().isSeen("Are you there?");
        phone.composer().pressSequentially("I am");
        assertThat(pair.there().part("subtitle")).containsText("writing");
    }

    /** The index is a moment behind. */
    private static void awaitFound(Person person, String text) {
        await().atMost(SOON).until(() -> !person.search(text, null).isEmpty());
    }

    private static void pick(Visitor visitor, String emoji) {
        visitor.page()
                .getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("Find an emoji"))
                .fill(emoji);
        visitor.page()
                .getByRole(
                        AriaRole.GRIDCELL,
                        new Page.GetByRoleOptions()
                                .setName(Pattern.compile("^" + emoji + "$", Pattern.CASE_INSENSITIVE)))
                .first()
                .click();
    }

    /** Two people who have opened their conversation. */
    private record Pair(Person ada, Person bob, UUID conversation, Visitor here, Visitor there) {
        static Pair of(RunningParley running, Visitors visitors) {
            Person ada = running.newPerson("Ada");
            Person bob = running.newPerson("Bob");
            UUID conversation = ada.directWith(bob);
            Visitor here = visitors.enter(running, ada);
            Visitor there = visitors.enter(running, bob);
            here.open("Bob");
            there.open("Ada");
            return new Pair(ada, bob, conversation, here, there);
        }
    }
}
