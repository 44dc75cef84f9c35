package dev.parley.verify.client;

import dev.parley.toolbox.client.Parley;
import dev.parley.toolbox.client.Person;
import dev.parley.toolbox.client.Refused;

/** Who a client is. A session that was lost, with a refresh token spent in vain, is replaced by a new one. Safe on any thread. */
public final class Identity {
    private static final int UNAUTHORIZED = 401;

    private final Parley parley;
    private final String password;
    private volatile Person person;

    public Identity(Parley parley, Person person, String password) {
        this.parley = parley;
        this.person = person;
        this.password = password;
    }

    public Person person() {
        return person;
    }

    /** Makes sure that the next upgrade has a token that holds; blocks. Logs in again if the session is gone. */
    void renew() {
        try {
            person.accessToken();
        } catch (Refused refusal) {
            if (refusal.answer().status() == UNAUTHORIZED) {
                person = parley.login(person.username(), password);
            } else {
                throw refusal;
            }
        }
    }
}
