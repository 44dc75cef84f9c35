package dev.parley.endtoend.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import dev.parley.endtoend.running.RunningParley;
import dev.parley.toolbox.client.Person;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Everybody who is at a browser in one test. */
final class Visitors implements AutoCloseable {
    private final Browser browser;
    private final List<Visitor> all = new ArrayList<>();

    Visitors(Browser browser) {
        this.browser = browser;
    }

    /** Somebody who is not logged in, at this gateway. */
    Visitor stranger(String name, URI gateway) {
        Visitor visitor = Visitor.in(browser, name, gateway.toString());
        all.add(visitor);
        return visitor;
    }

    /** Somebody who has an account, logged in at the first gateway. */
    Visitor enter(RunningParley running, Person person) {
        return enter(running, person, 0);
    }

    Visitor enter(RunningParley running, Person person, int gateway) {
        Visitor visitor =
                stranger(person.username(), running.parley().gateways().get(gateway));
        visitor.logIn(person.username(), RunningParley.PASSWORD);
        return visitor;
    }

    /** One more tab of this visitor's browser. */
    Visitor tab(Visitor visitor) {
        Visitor tab = visitor.anotherTab();
        all.add(tab);
        return tab;
    }

    void picture(Path directory) {
        all.forEach(visitor -> visitor.picture(directory));
    }

    void haveNoComplaints() {
        assertThat(all).allSatisfy(visitor -> assertThat(visitor.complaints()).isEmpty());
    }

    @Override
    public void close() {
        all.forEach(Visitor::close);
    }
}
