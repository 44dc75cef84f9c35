package dev.parley.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.stack.service.ServiceInstance;
import dev.parley.stack.service.ServiceKind;
import dev.parley.toolbox.client.ChatEvent;
import dev.parley.toolbox.client.Person;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is written while the line is gone, or the tab, or the gateway. */
@Order(Order.DEFAULT + 1)
@ExtendWith({SharedStack.class, BrowserRun.class})
class OutboxTest {
    private static final String WRITTEN_DOWN = """
            () => new Promise((resolve, reject) => {
              const opening = indexedDB.open('parley');
              opening.onerror = reject;
              opening.onsuccess = () => {
                const counting = opening.result.transaction('outbox').objectStore('outbox').count();
                counting.onerror = reject;
                counting.onsuccess = () => {
                  opening.result.close();
                  resolve(counting.result);
                };
              };
            })""";

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern SEND = Pattern.compile("\"type\":\"send\",\"id\":\"([^\"]+)\"");

    @Test
    void whatIsWrittenOfflineInThreeConversationsOutlivesTheTabAndIsKeptOnceAndInOrder(
            RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        List<Person> others = running.newPeople("Friend", 3);
        List<UUID> conversations = others.stream().map(ada::directWith).toList();
        Visitor before = visitors.enter(running, ada);
        before.open("Friend1");
        before.offline(true);
        assertThat(before.part("connection-banner")).containsText("Offline");
        for (int i = 0; i < 20; i++) {
            before.open("Friend" + (i % 3 + 1));
            before.say("offline #" + i);
        }
        assertThat(before.part("connection-banner")).containsText("20 messages waiting");
        awaitWrittenDown(before, 20);
        before.killTab();
        before.offline(false);
        Visitor after = visitors.tab(before);
        for (int c = 0; c < 3; c++) {
            int first = c;
            List<String> expected = IntStream.range(0, 20)
                    .filter(i -> i % 3 == first)
                    .mapToObj(i -> "offline #" + i)
                    .toList();
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(texts(ada, conversations.get(first))).containsExactlyElementsOf(expected));
            after.open("Friend" + (c + 1));
            after.sees(expected.getLast());
            assertThat(after.texts()).containsExactlyElementsOf(expected);
        }
        assertThat(after.page().locator("[data-state=sending], [data-state=failed]"))
                .hasCount(0);
    }

    @Test
    void changesMadeOfflineShowAtOnceAndReachTheOtherAfterwardsWithoutAReload(
            RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        UUID conversation = ada.directWith(bob);
        List.of("to edit", "to delete", "to like").forEach(text -> ada.send(conversation, UUID.randomUUID(), text));
        Visitor here = visitors.enter(running, ada);
        Visitor there = visitors.enter(running, bob);
        here.open("Bob");
        there.open("Ada");
        there.sees("to like");
        here.sees("to like");
        here.offline(true);
        assertThat(here.part("connection-banner")).containsText("Offline");
        here.choose("to edit", "Edit");
        here.say("edited");
        here.choose("to delete", "Delete");
        here.page()
                .getByRole(AriaRole.ALERTDIALOG)
                .getByText("Delete", exactly())
                .last()
                .click();
        here.choose("to like", "React with 🎉");
        here.sees("edited");
        here.sees("Message deleted");
        assertThat(here.page().locator("[data-emoji]")).hasCount(1);
        assertThat(here.part("connection-banner")).containsText("3 changes waiting");
        here.offline(false);
        there.sees("edited");
        there.sees("Message deleted");
        assertThat(there.page().locator("[data-emoji='🎉']")).hasCount(1);
        assertThat(here.part("connection-banner")).hasCount(0);
    }

    @Test
    void twoTabsOfOnePersonSendWhatBothHaveWrittenOnceAndShowTheSame(RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        UUID conversation = ada.directWith(bob);
        Visitor first = visitors.enter(running, ada);
        Visitor second = visitors.tab(first);
        first.open("Bob");
        second.open("Bob");
        first.offline(true);
        assertThat(first.part("connection-banner")).containsText("Offline");
        assertThat(second.part("connection-banner")).containsText("Offline");
        first.say("one");
        second.sees("one");
        second.say("two");
        first.sees("two");
        first.say("three");
        second.sees("three");
        first.offline(false);
        List<String> all = List.of("one", "two", "three");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(texts(ada, conversation)).containsExactlyElementsOf(all));
        for (Visitor tab : List.of(first, second)) {
            assertThat(tab.page().locator("[data-state=sending]")).hasCount(0);
            assertThat(tab.page().locator("article[data-seq]")).hasCount(3);
            assertThat(tab.texts()).containsExactlyElementsOf(all);
        }
    }

    @Test
    void aMessageThatIsRefusedCanBeTriedAgainAndDiscarded(RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        UUID conversation = ada.directWith(bob);
        Visitor visitor = visitors.stranger("ada", running.parley().gateways().getFirst());
        AtomicBoolean refusing = new AtomicBoolean(true);
        visitor.page().routeWebSocket(Pattern.compile(".*/ws"), socket -> refuse(socket, refusing));
        visitor.logIn(ada.username(), RunningParley.PASSWORD);
        visitor.open("Bob");
        visitor.say("let me through");
        visitor.say("never mind");
        Locator first = visitor.message("let me through");
        assertThat(first).hasAttribute("data-state", "failed");
        assertThat(first).containsText("Not sent");
        assertThat(visitor.message("never mind")).hasAttribute("data-state", "failed");
        visitor.message("never mind").getByText("Discard").click();
        assertThat(visitor.message("never mind")).hasCount(0);
        visitor.reload();
        assertThat(first).hasAttribute("data-state", "failed");
        refusing.set(false);
        first.getByText("Retry").click();
        assertThat(first).hasAttribute("data-state", Pattern.compile("sent|delivered"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(texts(ada, conversation)).containsExactly("let me through"));
    }

    @Test
    void twoPeopleGoOnWhereTheyWereWhenAGatewayIsKilled(RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        UUID conversation = ada.directWith(bob);
        Visitor here = visitors.enter(running, ada, 0);
        Visitor there = visitors.enter(running, bob, 1);
        here.open("Bob");
        there.open("Ada");
        here.say("before");
        there.sees("before");
        ServiceInstance gateway = running.instances(ServiceKind.GATEWAY).getFirst();
        running.kill(gateway);
        there.say("while you were gone");
        here.say("written meanwhile");
        assertThat(here.part("connection-banner")).containsText("1 message waiting");
        running.startAgain(gateway);
        here.sees("while you were gone");
        there.sees("written meanwhile");
        here.say("after");
        there.sees("after");
        List<String> all = List.of("before", "while you were gone", "written meanwhile", "after");
        assertThat(here.texts()).containsExactlyElementsOf(all);
        assertThat(there.texts()).containsExactlyElementsOf(all);
        assertThat(texts(ada, conversation)).containsExactlyElementsOf(all);
    }

    /** Stands between the page and the gateway, and refuses sends for good while asked to. */
    private static void refuse(WebSocketRoute socket, AtomicBoolean refusing) {
        WebSocketRoute server = socket.connectToServer();
        socket.onMessage(frame -> {
            Matcher id = SEND.matcher(frame.text());
            if (refusing.get() && id.find()) {
                socket.send("{\"type\":\"error\",\"id\":\"" + id.group(1)
                        + "\",\"code\":\"forbidden\",\"message\":\"not today\"}");
            } else {
                server.send(frame.text());
            }
        });
    }

    private static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }

    private static List<String> texts(Person reader, UUID conversation) {
        return reader.history(conversation, 0).stream()
                .filter(ChatEvent::isMessage)
                .map(ChatEvent::text)
                .toList();
    }

    /** The browser takes a moment to write; what a crash within it takes along was never more than typed. */
    private static void awaitWrittenDown(Visitor visitor, int messages) {
        await().pollInSameThread()
                .atMost(SOON)
                .until(() -> visitor.page().evaluate(WRITTEN_DOWN), is -> is.equals(messages));
    }
}
