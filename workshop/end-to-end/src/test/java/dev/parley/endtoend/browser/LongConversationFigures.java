package dev.parley.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.toolbox.client.Answer;
import dev.parley.toolbox.client.Person;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How a conversation of 100,000 messages (or {@code -Dparley.figures.messages}) scrolls, and what it costs. No part of the suite,
 * which asks only for what is true on any machine: {@code -Dtest=LongConversationFigures} runs it.
 */
@ExtendWith({SharedStack.class, BrowserRun.class})
class LongConversationFigures {
    /** So many that none of them meets the limit of what one person may send over REST. */
    private static final int WRITERS = 100;

    private static final List<String> WORDS = List.of(
            "and",
            "the",
            "harbour",
            "tomorrow",
            "coffee",
            "**loud**",
            "`code`",
            "we",
            "should",
            "not",
            "forget",
            "tickets",
            "https://example.org/a/page",
            "almost",
            "there",
            "🎉",
            "rain",
            "bicycles",
            "你好",
            "later");

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void scrolls(RunningParley running, Visitors visitors) throws InterruptedException {
        int messages = Integer.getInteger("parley.figures.messages", 100_000);
        Person reader = running.newPerson("Reader");
        UUID conversation = fill(running, reader, messages);
        long last = reader.conversation(conversation).lastSeq();
        Visitor here = visitors.enter(running, reader);
        Page page = here.page();
        var figures = new Figures(page);
        figures.memory("The list of conversations alone");
        figures.whileDoing("Opening %,d messages at the first that is unread".formatted(messages), () -> {
            here.open("The long one");
            assertThat(page.locator("article").first()).isVisible();
        });
        figures.whileDoing("To the latest", () -> {
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Jump to latest"))
                    .click();
            assertThat(message(here, last)).isVisible();
        });
        figures.memory("At the end");
        figures.whileDoing("The wheel upwards, a notch each 16 ms", () -> wheel(here, -120, 1_000));
        figures.whileDoing("The wheel upwards, five notches each 16 ms", () -> wheel(here, -600, 1_000));
        figures.memory("After scrolling through %,d messages".formatted(last - firstInView(here)));
        figures.whileDoing("The wheel downwards, five notches each 16 ms", () -> wheel(here, 600, 500));
        long middle = last / 2;
        figures.whileDoing("By a link into the middle", () -> {
            here.goTo("#/c/" + conversation + "/" + middle);
            assertThat(message(here, middle)).isVisible();
        });
        figures.whileDoing("The wheel upwards there, five notches each 16 ms", () -> wheel(here, -600, 500));
        figures.whileDoing("Reading 100 messages as they come in", () -> {
            here.goTo("#/c/" + conversation + "/" + last);
            assertThat(message(here, last)).isVisible();
            for (int i = 0; i < 100; i++) {
                write(reader, conversation, "live " + i);
                page.waitForTimeout(20);
            }
            here.sees("live 99");
        });
        figures.memory("At the end of it all");
        assertThat(page.locator("article").count()).isLessThan(100);
    }

    private static UUID fill(RunningParley running, Person reader, int messages) throws InterruptedException {
        List<Person> writers = running.newPeople("Writer", WRITERS);
        UUID conversation = writers.getFirst().group("The long one", writers.subList(1, WRITERS));
        writers.getFirst().add(conversation, reader);
        var next = new AtomicInteger();
        List<Callable<Void>> work = writers.stream()
                .map(writer -> (Callable<Void>) () -> {
                    for (int i = next.getAndIncrement(); i < messages; i = next.getAndIncrement()) {
                        write(writer, conversation, text(i));
                    }
                    return null;
                })
                .toList();
        long began = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(work)) {
                assertThat(done).succeedsWithin(PATIENCE);
            }
        }
        await().atMost(PATIENCE).until(() -> reader.conversation(conversation).lastSeq() >= messages);
        Figures.write("%,d messages written in %d s", messages, (System.nanoTime() - began) / 1_000_000_000);
        return conversation;
    }

    /** Who is asked for patience sends the same again. */
    private static void write(Person writer, UUID conversation, String text) {
        UUID id = UUID.randomUUID();
        if (!isAccepted(writer.send(conversation, id, text))) {
            await().atMost(PATIENCE).until(() -> isAccepted(writer.send(conversation, id, text)));
        }
    }

    private static boolean isAccepted(Answer answer) {
        return answer.status() == 202;
    }

    /** Of a few words, now and then of many. */
    private static String text(int number) {
        var random = new Random(number);
        int length = number % 20 == 0 ? 80 : 2 + random.nextInt(14);
        return random.ints(length, 0, WORDS.size()).mapToObj(WORDS::get).collect(Collectors.joining(" "));
    }

    private static void wheel(Visitor visitor, double by, int times) {
        visitor.log().hover();
        for (int i = 0; i < times; i++) {
            visitor.page().mouse().wheel(0, by);
            visitor.page().waitForTimeout(16);
        }
    }

    private static long firstInView(Visitor visitor) {
        return Long.parseLong(visitor.page().locator("[data-seq]").first().getAttribute("data-seq"));
    }

    private static Locator message(Visitor visitor, long seq) {
        return visitor.page().locator("article[data-seq='" + seq + "']");
    }
}
