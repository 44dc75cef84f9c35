package dev.parley.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.toolbox.client.Person;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is done about conversations rather than in them. */
@Order(Order.DEFAULT + 1)
@ExtendWith({SharedStack.class, BrowserRun.class})
class GroupsTest {
    @Test
    void membersComeAndGoAndRiseInRank(RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        Person cem = running.newPerson("Cem");
        ada.group("Choir", List.of(bob));
        Visitor here = visitors.enter(running, ada);
        Visitor there = visitors.enter(running, bob);
        there.open("Choir");
        here.open("Choir");
        here.button("Conversation details").click();

        here.button("Rename group").click();
        here.dialog("Rename group").getByLabel("Group title").fill("Night choir");
        here.dialog("Rename group").getByRole(AriaRole.BUTTON, named("Rename")).click();
        assertThat(heading(there, "Night choir")).isVisible();

        here.button("Add members").click();
        Locator adding = here.dialog("Add members");
        adding.getByRole(AriaRole.SEARCHBOX).fill(cem.username());
        adding.getByRole(AriaRole.OPTION).first().click();
        adding.getByRole(AriaRole.BUTTON, named("Add")).click();
        assertThat(member(here, cem)).hasAttribute("data-role", "member");
        assertThat(there.log().getByText("Ada added Cem")).isVisible();

        member(here, bob).getByRole(AriaRole.BUTTON, named("Role of Bob")).click();
        menuItem(here, "Make an admin").click();
        assertThat(member(here, bob)).hasAttribute("data-role", "admin");
        there.button("Conversation details").click();
        there.button("Remove Cem").click();
        confirm(there, "Remove");
        assertThat(member(here, cem)).hasCount(0);

        there.button("Leave group").click();
        confirm(there, "Leave");
        assertThat(there.entry("Night choir")).hasCount(0);
        assertThat(here.log().getByText("Bob left")).isVisible();
    }

    @Test
    void whatOneMutesOrMarksUnreadIsSoOnAllDevicesAndForNobodyElse(RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        ada.group("Noise", List.of(bob));
        Visitor laptop = visitors.enter(running, ada);
        Visitor phone = visitors.enter(running, ada, 1);
        Visitor other = visitors.enter(running, bob);
        other.open("Noise");
        other.say("Listen!");
        laptop.open("Noise");
        laptop.sees("Listen!");
        other.isSeen("Listen!");
        assertThat(phone.entry("Noise")).hasAttribute("data-unread", "0");

        choose(laptop, "Noise", "Mark as unread");
        assertThat(phone.entry("Noise")).hasAttribute("data-unread", "1");
        assertThat(phone.page()).hasTitle(Pattern.compile("^\\(1\\)"));
        choose(phone, "Noise", "Mute");
        assertThat(laptop.entry("Noise")).hasAttribute("data-muted", "true");
        assertThat(laptop.page()).hasTitle("Parley");
        assertThat(other.entry("Noise")).not().hasAttribute("data-muted", "true");

        laptop.reload();
        assertThat(laptop.entry("Noise")).hasAttribute("data-muted", "true");
        assertThat(laptop.entry("Noise")).hasAttribute("data-unread", "1");
        laptop.open("Noise");
        assertThat(phone.entry("Noise")).hasAttribute("data-unread", "0");
    }

    private static void choose(Visitor visitor, String title, String action) {
        visitor.entry(title).hover();
        visitor.button("Options of " + title).click();
        menuItem(visitor, action).click();
    }

    private static Locator menuItem(Visitor visitor, String name) {
        return visitor.page()
                .getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void confirm(Visitor visitor, String action) {
        visitor.page()
                .getByRole(AriaRole.ALERTDIALOG)
                .getByRole(AriaRole.BUTTON, named(action))
                .click();
    }

    private static Locator member(Visitor visitor, Person person) {
        return visitor.page().locator("li[data-user='" + person.id() + "']");
    }

    private static Locator heading(Visitor visitor, String title) {
        return visitor.page()
                .getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName(title).setLevel(2));
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
