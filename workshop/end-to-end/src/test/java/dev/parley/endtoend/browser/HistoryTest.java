package dev.parley.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.toolbox.client.Device;
import dev.parley.toolbox.client.Person;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A conversation that is longer than any screen, and the ways through it. */
@Order(Order.DEFAULT + 1)
@ExtendWith({SharedStack.class, BrowserRun.class})
class HistoryTest {
    private static final int WRITERS = 8;
    private static final int EACH = 50;
    private static final int LAST = WRITERS * EACH;
    private static final Duration SOON = Duration.ofSeconds(30);

    private static Person reader;
    private static Person writer;
    private static UUID conversation;
    private static long first;

    /** Written once for all tests here. */
    @BeforeEach
    void write(RunningParley running) {
        if (conversation != null) {
            return;
        }
        reader = running.newPerson("Reader");
        List<Person> writers = running.newPeople("Writer", WRITERS);
        writer = writers.getFirst();
        UUID group = writer.group("The long one", writers.subList(1, WRITERS));
        first = writer.conversation(group).lastSeq();
        List<Device> devices = writers.stream().map(Person::device).toList();
        devices.forEach(device -> device.connect(0));
        for (int i = 0; i < EACH; i++) {
            devices.forEach(device -> device.send(group, "a line of what was said"));
        }
        devices.forEach(device -> device.awaitAcks(SOON));
        devices.forEach(Device::close);
        writer.add(group, reader);
        await().atMost(SOON).until(() -> reader.conversation(group).lastSeq() > first + LAST);
        conversation = group;
    }

    @Test
    void canBeReadFromTheEndToTheBeginningAndBackWithFewMessagesInTheDocument(
            RunningParley running, Visitors visitors) {
        Visitor visitor = visitors.enter(running, reader);
        visitor.open("The long one");
        Locator jump = button(visitor, "Jump to latest");
        toLatest(visitor);
        scroll(visitor, -2_000, visitor.page().getByText("The beginning of"));
        assertThat(visitor.page().locator("article").count()).isLessThan(100);
        assertThat(jump).isVisible();
        scroll(visitor, 2_000, visitor.page().locator("[data-seq='" + lastSeq() + "']"));
        assertThat(jump).hasCount(0);
    }

    @Test
    void isShownAtTheMessageThatALinkLeadsTo(RunningParley running, Visitors visitors) {
        Visitor visitor = visitors.enter(running, reader);
        for (long seq : List.of(first + 40, first + 300, first + 41)) {
            visitor.goTo("#/c/" + conversation + "/" + seq);
            Locator message = visitor.page().locator("article[data-seq='" + seq + "']");
            assertThat(message).isVisible();
            BoundingBox box = message.boundingBox();
            assertThat(box.y).isBetween(60.0, 700.0);
            assertThat(visitor.page().url()).endsWith("#/c/" + conversation);
        }
        button(visitor, "Jump to latest").click();
        assertThat(visitor.page().locator("[data-seq='" + lastSeq() + "']")).isVisible();
    }

    @Test
    void isFoundAgainAtThePlaceWhereOneLeftIt(RunningParley running, Visitors visitors) {
        Person other = running.newPerson("Other");
        reader.directWith(other);
        Visitor visitor = visitors.enter(running, reader);
        visitor.goTo("#/c/" + conversation + "/" + (first + 150));
        Locator message = visitor.page().locator("article[data-seq='" + (first + 150) + "']");
        assertThat(message).isVisible();
        visitor.log().hover();
        visitor.page().mouse().wheel(0, 120);
        double before = settled(message);
        visitor.open("Other");
        visitor.open("The long one");
        assertThat(message).isVisible();
        assertThat(settled(message)).isCloseTo(before, org.assertj.core.data.Offset.offset(8.0));
    }

    @Test
    void doesNotMoveUnderTheReaderWhenSomethingComesIn(RunningParley running, Visitors visitors) {
        Visitor visitor = visitors.enter(running, reader);
        visitor.goTo("#/c/" + conversation + "/" + (first + 200));
        Locator message = visitor.page().locator("article[data-seq='" + (first + 200) + "']");
        assertThat(message).isVisible();
        double before = settled(message);
        writer.send(conversation, UUID.randomUUID(), "something new");
        assertThat(visitor.entry("The long one")).containsText("something new");
        assertThat(settled(message)).isCloseTo(before, org.assertj.core.data.Offset.offset(2.0));
        toLatest(visitor);
        visitor.sees("something new");
    }

    private static long lastSeq() {
        return reader.conversation(conversation).lastSeq();
    }

    private static void toLatest(Visitor visitor) {
        Locator last = visitor.page().locator("[data-seq='" + lastSeq() + "']");
        Locator jump = button(visitor, "Jump to latest");
        assertThat(last.or(jump).first()).isVisible();
        if (jump.isVisible()) {
            jump.click();
        }
        assertThat(last).isVisible();
    }

    /** Turns the wheel until this is in view. */
    private static void scroll(Visitor visitor, double by, Locator until) {
        visitor.log().hover();
        await().atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(60))
                .until(() -> {
                    visitor.page().mouse().wheel(0, by);
                    return until.isVisible();
                });
    }

    /** Where it is when it has stopped moving. */
    private static double settled(Locator message) {
        double[] last = {-1};
        await().atMost(SOON).pollInterval(Duration.ofMillis(250)).until(() -> {
            double y = message.boundingBox().y;
            boolean still = y == last[0];
            last[0] = y;
            return still;
        });
        return last[0];
    }

    private static Locator button(Visitor visitor, String name) {
        return visitor.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }
}
