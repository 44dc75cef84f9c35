package dev.parley.endtoend.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.endtoend.running.RunningParley;
import dev.parley.endtoend.running.SharedStack;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(Order.DEFAULT + 1)
@ExtendWith({SharedStack.class, BrowserRun.class})
class FirstMeetingTest {
    @Test
    void twoPeopleRegisterChatLiveAndFindItAllAfterAReloadAndAThirdJoinsThemInAGroup(
            RunningParley running, Visitors visitors) {
        List<URI> gateways = running.parley().gateways();
        Visitor ada = visitors.stranger("ada", gateways.getFirst());
        Visitor bob = visitors.stranger("bob", gateways.getLast());
        Visitor cem = visitors.stranger("cem", gateways.getFirst());
        meet(ada, bob, cem);
    }

    private static void meet(Visitor ada, Visitor bob, Visitor cem) {
        String suffix = Long.toString(System.nanoTime(), 36);
        ada.register("Ada", "ada-" + suffix, RunningParley.PASSWORD);
        bob.register("Bob", "bob-" + suffix, RunningParley.PASSWORD);

        ada.startDirectWith("bob-" + suffix);
        ada.say("Hello Bob!");
        bob.open("Ada");
        bob.sees("Hello Bob!");
        bob.say("Hello Ada, 你好 👋");
        ada.sees("Hello Ada, 你好 👋");
        ada.isSeen("Hello Bob!");

        ada.reload();
        ada.sees("Hello Bob!");
        ada.sees("Hello Ada, 你好 👋");
        assertThat(ada.texts()).containsExactly("Hello Bob!", "Hello Ada, 你好 👋");

        cem.register("Cem", "cem-" + suffix, RunningParley.PASSWORD);
        bob.startGroup("The three " + suffix, List.of("ada-" + suffix, "cem-" + suffix));
        bob.say("All three here");
        for (Visitor visitor : List.of(ada, cem)) {
            visitor.open("The three " + suffix);
            visitor.sees("All three here");
        }
        cem.say("I am");
        ada.sees("I am");
        bob.sees("I am");
    }
}
