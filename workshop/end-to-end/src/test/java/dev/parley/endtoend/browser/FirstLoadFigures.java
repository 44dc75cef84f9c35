package dev.parley.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.toolbox.client.Person;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How long somebody looks at nothing, on the lines and processors that Lighthouse assumes, and what else it would look at. No part of
 * the suite, which asks only for what is true on any machine: {@code -Dtest=FirstLoadFigures} runs it.
 */
@ExtendWith({SharedStack.class, BrowserRun.class})
class FirstLoadFigures {
    private record Profile(String name, int roundTripMillis, int kilobitsPerSecond, int processor) {}

    private static final List<Profile> PROFILES =
            List.of(new Profile("desktop", 40, 10_240, 1), new Profile("phone", 150, 1_638, 4));

    /** All there is from the beginning, though it is asked for at the end. */
    private static final String MEASURE = """
            async () => {
                const all = type => new Promise(done => {
                    const entries = [];
                    const observer = new PerformanceObserver(list => entries.push(...list.getEntries()));
                    observer.observe({ type, buffered: true });
                    setTimeout(() => { observer.disconnect(); done(entries); }, 300);
                });
                const [paint, largest, shifts, tasks] = await Promise.all(
                    ['paint', 'largest-contentful-paint', 'layout-shift', 'longtask'].map(all));
                const first = paint.find(one => one.name === 'first-contentful-paint').startTime;
                const files = performance.getEntriesByType('resource');
                const size = some => Math.round(some.reduce((sum, one) => sum + one.encodedBodySize, 0) / 1024);
                const blocking = tasks.filter(one => one.startTime + one.duration > first)
                    .reduce((sum, one) => sum + Math.max(0, one.duration - 50), 0);
                const shift = shifts.filter(one => !one.hadRecentInput).reduce((sum, one) => sum + one.value, 0);
                const scripts = files.filter(one => new URL(one.name).pathname.endsWith('.js'));
                const [began, largestAt, blocked] =
                    [first, largest.at(-1)?.startTime ?? first, blocking].map(Math.round);
                return `first paint ${began} ms, largest ${largestAt} ms, blocking ${blocked} ms, shift ${shift.toFixed(3)}, `
                    + `scripts ${size(scripts)} KB, all files ${size(files)} KB`;
            }""";

    private static final String FAULTS = """
            async () => {
                const { violations, passes } = await axe.run(document);
                const faults = violations.map(one => `${one.id} (${one.impact})`).join(', ') || 'none';
                return `${passes.length} rules hold, faults: ${faults}`;
            }""";

    @Test
    void isMeasured(RunningParley running, Visitors visitors) {
        URI gateway = running.parley().gateways().getFirst();
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        UUID conversation = ada.directWith(bob);
        for (int i = 0; i < 40; i++) {
            bob.send(conversation, UUID.randomUUID(), "a line of what was said " + i)
                    .expect(202);
        }
        for (Profile profile : PROFILES) {
            Page stranger = visitors.stranger("stranger", gateway).page();
            measure(stranger, profile, "log in", gateway.toString(), "form");
            Page inside = visitors.enter(running, ada).page();
            measure(inside, profile, "list", gateway.toString(), "[data-conversation]");
            measure(inside, profile, "conversation", gateway + "/#/c/" + conversation, "article");
        }
    }

    private static void measure(Page page, Profile profile, String what, String address, String shown) {
        // Elsewhere first: another fragment of the same page would load nothing.
        page.navigate("about:blank");
        new Figures(page).slowDown(profile.roundTripMillis(), profile.kilobitsPerSecond(), profile.processor());
        page.navigate(address);
        assertThat(page.locator(shown).first()).isVisible();
        // What is loaded ahead, and what tasks it makes.
        page.waitForTimeout(4_000);
        Object figures = page.evaluate(MEASURE);
        page.evaluate(AccessibilityTest.axe());
        Figures.write("%s, %s: %s; axe: %s", what, profile.name(), figures, page.evaluate(FAULTS));
    }
}
