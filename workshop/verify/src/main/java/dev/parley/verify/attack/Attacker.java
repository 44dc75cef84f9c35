package dev.parley.verify.attack;

import dev.parley.toolbox.client.Answer;
import dev.parley.toolbox.client.Person;
import java.net.URI;
import java.util.UUID;

/**
 * An account that means harm, and another one that it shares conversations with.
 *
 * @param gateway the one that it works on
 * @param group of the two; the victims are not in it
 */
record Attacker(int gateway, URI address, Person person, Person accomplice, UUID group) {
    /** A REST call that is not repeated, whatever its answer. Returns the status. */
    String call(String method, String path, Object body) {
        Answer answer = person.callAt(gateway, method, path, body);
        return Integer.toString(answer.status());
    }
}
