package dev.parley.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.toolbox.client.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** For everybody: with a keyboard, a screen reader, a small screen or a dark one. */
@Order(Order.DEFAULT + 1)
@ExtendWith({SharedStack.class, BrowserRun.class})
class AccessibilityTest {
    /** Our web client brings it along for this. */
    private static final Path AXE = Path.of(
            System.getProperty("parley.root", "../.."),
            "gateway-service/src/main/webui/node_modules/axe-core/axe.min.js");

    private static final List<String> SETTINGS =
            List.of("Profile", "Appearance", "Notifications", "Devices", "Password", "Account");

    @Test
    void axeFindsNoSeriousFaultInLightAndDark(RunningParley running, Visitors visitors) {
        URI gateway = running.parley().gateways().getFirst();
        Visitor stranger = visitors.stranger("stranger", gateway);
        stranger.page().navigate(gateway + "/#/register");
        stranger.page().getByLabel("Username").waitFor();
        hasNoFaults(stranger, "register");

        Visitor here = visitors.enter(running, cast(running));
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            here.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            here.goTo("#/");
            here.button("New conversation").first().click();
            here.dialog("New conversation").waitFor();
            hasNoFaults(here, "new conversation, " + scheme);
            here.page().keyboard().press("Escape");
            here.open("Choir");
            here.sees("Tonight at eight");
            here.button("Conversation details").click();
            hasNoFaults(here, "group, " + scheme);
            here.button("Close details").click();
            here.page().keyboard().press("Control+,");
            for (String tab : SETTINGS) {
                here.dialog("Settings").getByRole(AriaRole.TAB, named(tab)).click();
                hasNoFaults(here, tab + ", " + scheme);
            }
            here.page().keyboard().press("Escape");
        }
    }

    @Test
    void everythingIsInReachOfTheKeyboard(RunningParley running, Visitors visitors) {
        Visitor here = visitors.enter(running, cast(running));
        // A message that is still on its way would move its conversation to the top of the list meanwhile.
        here.entry("Choir").getByText("Tonight at eight").waitFor();
        here.entry("Bob").getByText("Are you there?").waitFor();
        var keyboard = here.page().keyboard();
        keyboard.press("?");
        assertThat(here.dialog("Keyboard shortcuts")).isVisible();
        keyboard.press("Escape");
        keyboard.press("Alt+ArrowDown");
        assertThat(here.composer()).isFocused();
        String first = here.page().url();
        keyboard.press("Alt+ArrowDown");
        here.page().waitForURL(url -> !url.equals(first));
        keyboard.press("Alt+ArrowUp");
        here.page().waitForURL(first);
        keyboard.press("Control+k");
        assertThat(here.dialog("Search messages")).isVisible();
        keyboard.press("Escape");
        keyboard.press("Alt+n");
        assertThat(here.dialog("New conversation").getByRole(AriaRole.SEARCHBOX))
                .isFocused();
        keyboard.press("Escape");
        keyboard.press("Alt+i");
        assertThat(here.button("Close details")).isVisible();
    }

    @Test
    void nothingIsCutOffFromAPhoneToAWideScreen(RunningParley running, Visitors visitors) {
        Visitor here = visitors.enter(running, cast(running));
        for (int width : List.of(360, 768, 1_440)) {
            here.page().setViewportSize(width, 720);
            here.goTo("#/");
            here.entry("Choir").waitFor();
            isWithin(here, width);
            here.open("Choir");
            here.sees("Tonight at eight");
            isWithin(here, width);
            assertThat(here.composer()).isVisible();
        }
        here.page().setViewportSize(360, 720);
        here.button("Back to conversations").click();
        assertThat(here.entry("Choir")).isVisible();
        here.page().keyboard().press("Control+,");
        for (String tab : SETTINGS) {
            here.dialog("Settings").getByRole(AriaRole.TAB, named(tab)).click();
            isWithin(here, 360);
        }
    }

    @Test
    void textsRunInTheirOwnDirection(RunningParley running, Visitors visitors) {
        Visitor here = visitors.enter(running, cast(running));
        here.open("Choir");
        here.say("مرحبا بالجميع");
        here.sees("مرحبا بالجميع");
        assertThat(direction(here, "مرحبا بالجميع")).isEqualTo("rtl");
        assertThat(direction(here, "Tonight at eight")).isEqualTo("ltr");
    }

    private static Object direction(Visitor visitor, String text) {
        return visitor.message(text)
                .locator("[data-part=text]")
                .first()
                .evaluate("element => getComputedStyle(element.querySelector('[dir]') ?? element).direction");
    }

    private static Person cast(RunningParley running) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        UUID choir = ada.group("Choir", List.of(bob));
        bob.send(choir, UUID.randomUUID(), "Tonight at eight");
        bob.send(ada.directWith(bob), UUID.randomUUID(), "Are you there?");
        return ada;
    }

    private static void isWithin(Visitor visitor, int width) {
        Object widest = visitor.page().evaluate("""
                () => Math.max(...[...document.querySelectorAll('body *')]
                    .filter(element => element.checkVisibility() && !element.closest('.sr-only, [data-sonner-toaster]'))
                    .map(element => element.getBoundingClientRect().right))""");
        assertThat(((Number) widest).doubleValue()).isLessThanOrEqualTo(width + 1);
    }

    private static void hasNoFaults(Visitor visitor, String where) {
        Page page = visitor.page();
        page.evaluate(axe());
        Object faults = page.evaluate("""
                async () => {
                    await Promise.all(document.getAnimations().filter(one => one.effect.getComputedTiming().iterations < 9)
                        .map(one => one.finished.catch(() => undefined)));
                    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
                    return violations
                        .filter(one => one.impact === 'serious' || one.impact === 'critical')
                        .flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`));
                }""");
        assertThat((List<?>) faults).as(where).isEmpty();
    }

    static String axe() {
        try {
            return Files.readString(AXE);
        } catch (IOException e) {
            throw new UncheckedIOException("the web client's node_modules are needed", e);
        }
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
