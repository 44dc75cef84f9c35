package dev.parley.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import dev.parley.toolbox.client.Person;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls, with pictures that really move: the browser's camera is a made-up one. */
@Order(Order.DEFAULT + 1)
@ExtendWith({SharedStack.class, BrowserRun.class})
class CallTest {
    private static final double SECONDS = 1_000;

    @Test
    void twoSeeEachOtherWhileTheOtherDeviceStopsRinging(RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        ada.directWith(bob);
        Visitor here = visitors.enter(running, ada);
        Visitor laptop = visitors.enter(running, bob, 1);
        Visitor phone = visitors.enter(running, bob);
        here.open("Bob");
        here.button("Video call").click();
        assertThat(ringing(laptop)).isVisible();
        assertThat(ringing(phone)).isVisible();

        laptop.button("Accept with video").click();
        assertThat(ringing(phone)).hasCount(0);
        assertThat(call(here)).hasAttribute("data-call", "connected");
        assertThat(call(laptop)).hasAttribute("data-call", "connected");
        isPlaying(here, "remote");
        isPlaying(here, "local");
        isPlaying(laptop, "remote");

        here.button("Mute microphone").click();
        assertThat(laptop.page().getByText("Ada has the microphone off")).isVisible();
        here.button("Turn camera off").click();
        assertThat(here.part("local")).hasCount(0);
        here.button("Turn camera on").click();
        isPlaying(here, "local");
        isPlaying(laptop, "remote");

        here.button("Show the conversation beside").click();
        here.say("Can you hear me?");
        laptop.button("Hang up").click();
        assertThat(call(here)).hasCount(0);
        assertThat(event(here)).hasText(Pattern.compile("^You called, \\d+ sec"));
        laptop.open("Ada");
        assertThat(event(laptop)).hasText(Pattern.compile("^Ada called, \\d+ sec"));
        assertThat(event(here)).hasCount(1);
    }

    @Test
    void aCallThatIsDeclinedOrGivenUpIsWrittenDownForBoth(RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        ada.directWith(bob);
        Visitor here = visitors.enter(running, ada);
        Visitor there = visitors.enter(running, bob);
        here.open("Bob");
        there.open("Ada");
        here.button("Voice call").click();
        there.button("Decline").click();
        assertThat(here.page().getByText("Bob declined.")).isVisible();
        assertThat(event(there)).hasText("You declined a call from Ada");

        there.goTo("#/");
        assertThat(there.entry("Ada")).hasAttribute("data-unread", "0");
        here.button("Voice call").click();
        assertThat(ringing(there)).isVisible();
        here.button("Hang up").click();
        assertThat(ringing(there)).hasCount(0);
        assertThat(there.entry("Ada")).hasAttribute("data-unread", "1");
        there.reload();
        assertThat(there.entry("Ada")).hasAttribute("data-unread", "1");
        there.open("Ada");
        assertThat(event(there).last()).hasText("Missed call from Ada");
        assertThat(there.entry("Ada")).hasAttribute("data-unread", "0");
        assertThat(event(here).last()).hasText("You called; no answer");
    }

    @Test
    void whoIsTalkingIsBusyAndAPageThatGoesAwayEndsTheCall(RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        Person cem = running.newPerson("Cem");
        ada.directWith(bob);
        cem.directWith(bob);
        Visitor here = visitors.enter(running, ada);
        Visitor there = visitors.enter(running, bob);
        Visitor third = visitors.enter(running, cem);
        here.open("Bob");
        here.button("Voice call").click();
        there.button("Accept").click();
        assertThat(call(here)).hasAttribute("data-call", "connected");

        third.open("Bob");
        third.button("Voice call").click();
        assertThat(third.page().getByText("Bob is in another call.")).isVisible();

        here.page().close();
        assertThat(call(there)).hasCount(0);
        there.open("Ada");
        assertThat(event(there)).hasText(Pattern.compile("^Ada called, "));
    }

    @Test
    void aReloadEndsACallForBothAndLetsOneThatRingsRingOn(RunningParley running, Visitors visitors) {
        Person ada = running.newPerson("Ada");
        Person bob = running.newPerson("Bob");
        ada.directWith(bob);
        Visitor here = visitors.enter(running, ada);
        Visitor there = visitors.enter(running, bob);
        here.open("Bob");
        here.button("Video call").click();
        assertThat(ringing(there)).isVisible();
        there.reload();
        assertThat(ringing(there)).isVisible();
        there.button("Accept with video").click();
        assertThat(call(here)).hasAttribute("data-call", "connected");
        assertThat(call(there)).hasAttribute("data-call", "connected");
        isPlaying(here, "remote");

        here.button("Share screen").click();
        assertThat(here.button("Stop sharing")).isVisible();
        isPlaying(there, "remote");

        // The browser asks whether to leave, and the answer here is yes.
        here.reload();
        assertThat(call(there)).hasCount(0);
        assertThat(call(here)).hasCount(0);
        assertThat(event(here)).hasText(Pattern.compile("^You called, "));
        there.open("Ada");
        assertThat(event(there)).hasText(Pattern.compile("^Ada called, "));
        assertThat(there.entry("Ada")).hasAttribute("data-unread", "0");
    }

    private static Locator ringing(Visitor visitor) {
        return visitor.page().locator("[data-call=incoming]");
    }

    private static Locator call(Visitor visitor) {
        return visitor.page().locator("[data-call]");
    }

    private static Locator event(Visitor visitor) {
        return visitor.log().locator("[data-event=call]");
    }

    /** Frames come, and go on coming. */
    private static void isPlaying(Visitor visitor, String part) {
        visitor.part(part).waitFor();
        visitor.page().waitForFunction("""
                part => {
                    const video = document.querySelector(`video[data-part=${part}]`);
                    const now = video?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
                    window.frames0 ??= {};
                    const first = (window.frames0[part + video?.srcObject?.id] ??= now);
                    return video.videoWidth > 0 && !video.paused && now > first + 5;
                }""", part, new Page.WaitForFunctionOptions().setTimeout(30 * SECONDS));
    }
}
