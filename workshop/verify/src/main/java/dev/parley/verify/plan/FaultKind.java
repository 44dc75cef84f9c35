package dev.parley.verify.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be done to a stack, and how long its people are left alone afterwards. */
public enum FaultKind {
    KILL_GATEWAY("kill -9 of a gateway", 20),
    KILL_MESSAGE("kill -9 of a message-service", 25),
    KILL_PERSISTENCE("kill -9 of a persistence-service", 25),
    KILL_PRESENCE("kill -9 of a presence-service", 15),
    KILL_AUTH("kill -9 of auth-service", 15),
    FREEZE_MESSAGE("a message-service frozen beyond its session, then let go on", 25),
    FREEZE_PERSISTENCE("a persistence-service frozen beyond its session, then let go on", 25),
    POSTGRES("kill -9 of Postgres, 10 s down", 25),
    REDIS("kill -9 of Redis, 5 s down", 20),
    REDIS_EMPTY("kill -9 of Redis, 5 s down, its data lost", 20),
    REDIS_AND_ROUTER("kill -9 of Redis, and of a message-service while it is down", 25),
    KAFKA("kill -9 of Kafka, 10 s down", 25),
    ROLLING("every service restarted by SIGTERM, one after the other", 20),
    POISON("records nobody can read in chat.events", 10),
    REBALANCE("every consumer put out of its group at once", 20),
    CUTS("half of all sockets cut", 10),
    STALLS("a tenth of all sockets stop reading for 20 s", 10);

    private final String what;
    private final int recoverySeconds;

    FaultKind(String what, int recoverySeconds) {
        this.what = what;
        this.recoverySeconds = recoverySeconds;
    }

    /** For people. */
    public String what() {
        return what;
    }

    /** As the command line names it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** From the end of the fault to the next one. */
    public Duration recovery() {
        return Duration.ofSeconds(recoverySeconds);
    }

    /**
     * The kinds a command line names: {@code all}, {@code none}, or labels between commas.
     *
     * @throws IllegalArgumentException if there is no such kind
     */
    public static List<FaultKind> parse(String list) {
        if (list.equals("all")) {
            return List.of(values());
        }
        List<FaultKind> kinds = new ArrayList<>();
        if (!list.equals("none")) {
            for (String label : list.split(",", -1)) {
                kinds.add(Arrays.stream(values())
                        .filter(kind -> kind.label().equals(label.strip()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("there is no fault '" + label + "'")));
            }
        }
        return kinds;
    }
}
