package dev.parley.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.toolbox.client.ChatEvent;
import dev.parley.toolbox.client.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What stays when somebody leaves a conversation, the page or his account, and what is there when he is back. */
@Order(Order.DEFAULT + 1)
@ExtendWith({SharedStack.class, BrowserRun.class})
class ComingAndGoingTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void aBegunAnswerKeepsWhatItAnswers(RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        Person cem = running.newPerson("Cem");
        UUID conversation = ada.directWith(bob);
        ada.directWith(cem);
        bob.send(conversation, UUID.randomUUID(), "Tea or coffee?");
        Visitor here = visitors.enter(running, ada);
        here.open("Bob");
        here.choose("Tea or coffee?", "Reply");
        here.composer().fill("Tea");
        here.open("Cem");
        assertThat(here.composer()).hasValue("");
        assertThat(here.page().locator("[data-composing]")).hasCount(0);
        here.open("Bob");
        here.reload();
        assertThat(here.page().locator("[data-composing=reply]")).containsText("Tea or coffee?");
        here.composer().press("Enter");
        assertThat(here.message("Tea").last().locator("[data-part=quote]")).containsText("Tea or coffee?");
        assertThat(here.page().locator("[data-composing]")).hasCount(0);
    }

    @Test
    void whoLogsOutWithSomethingUnsentIsAskedAndNobodyElseSendsIt(RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        Person cem = running.newPerson("Cem");
        UUID withCem = ada.directWith(cem);
        UUID ofOthers = bob.directWith(cem);
        Visitor here = visitors.enter(running, ada);
        here.open("Cem");
        here.offline(true);
        assertThat(here.part("connection-banner")).containsText("Offline");
        here.say("kept for later");
        Locator question = askedAtLogOut(here);
        assertThat(question).containsText("1 message is not sent yet");
        press(question, "Stay logged in");
        assertThat(here.message("kept for later")).hasAttribute("data-state", "sending");
        press(askedAtLogOut(here), "Keep and log out");
        here.offline(false);

        here.logIn(bob.username(), RunningParley.PASSWORD);
        here.open("Cem");
        here.say("said by Bob");
        assertThat(here.message("said by Bob")).hasAttribute("data-state", "sent");
        assertThat(here.texts()).containsExactly("said by Bob");
        hasInHistory(cem, ofOthers, "said by Bob");
        assertThat(texts(cem, withCem)).isEmpty();
        logOut(here);

        here.logIn(ada.username(), RunningParley.PASSWORD);
        hasInHistory(cem, withCem, "kept for later");
        here.open("Cem");
        here.sees("kept for later");
        here.offline(true);
        assertThat(here.part("connection-banner")).containsText("Offline");
        here.say("never mind");
        press(askedAtLogOut(here), "Discard and log out");
        here.offline(false);
        here.logIn(ada.username(), RunningParley.PASSWORD);
        here.open("Cem");
        here.say("back again");
        assertThat(here.message("back again")).hasAttribute("data-state", "sent");
        hasInHistory(cem, withCem, "kept for later", "back again");
    }

    @Test
    void aSessionIsRenewedOnTheOpenSocketAndNobodyNotices(RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        UUID conversation = ada.directWith(bob);
        Visitor here = visitors.stranger("ada", running.parley().gateways().getFirst());
        List<String> sockets = new ArrayList<>();
        List<String> renewals = new ArrayList<>();
        here.page().onWebSocket(socket -> {
            sockets.add(socket.url());
            socket.onFrameSent(frame -> {
                if (frame.text().startsWith("{\"type\":\"token\"")) {
                    renewals.add(frame.text());
                }
            });
        });
        here.page().clock().install();
        here.logIn(ada.username(), RunningParley.PASSWORD);
        here.open("Bob");
        for (int renewed = 1; renewed <= 2; renewed++) {
            // An access token lives for ten minutes.
            here.page().clock().fastForward("09:30");
            int expected = renewed;
            here.page().waitForCondition(() -> renewals.size() == expected);
            here.say("after renewal " + renewed);
            assertThat(here.message("after renewal " + renewed)).hasAttribute("data-state", "sent");
        }
        assertThat(renewals).doesNotHaveDuplicates();
        assertThat(sockets).hasSize(1);
        hasInHistory(bob, conversation, "after renewal 1", "after renewal 2");
    }

    private static Locator askedAtLogOut(Visitor visitor) {
        logOut(visitor);
        Locator question = visitor.page().getByRole(AriaRole.ALERTDIALOG);
        assertThat(question).isVisible();
        return question;
    }

    private static void logOut(Visitor visitor) {
        visitor.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Account: ")))
                .click();
        visitor.page()
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Log out"))
                .click();
    }

    private static void press(Locator question, String answer) {
        question.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(answer))
                .click();
    }

    /** History is written behind the log. */
    private static void hasInHistory(Person reader, UUID conversation, String... texts) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(texts(reader, conversation)).containsExactly(texts));
    }

    private static List<String> texts(Person reader, UUID conversation) {
        return reader.history(conversation, 0).stream()
                .filter(ChatEvent::isMessage)
                .map(ChatEvent::text)
                .toList();
    }
}
