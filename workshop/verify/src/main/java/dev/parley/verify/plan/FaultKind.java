package dev.parley.verify.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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
    SCALE_GATEWAY("a gateway told to go, gone for 10 s, and another one come", 15),
    SCALE_MESSAGE("a message-service told to go, gone for 10 s, and another one come", 15),
    SCALE_PERSISTENCE("a persistence-service told to go, gone for 10 s, and another one come", 15),
    ROLL_GATEWAY("every gateway restarted by SIGTERM, one after the other", 15),
    ROLL_MESSAGE("every message-service restarted by SIGTERM, one after the other", 15),
    ROLL_PERSISTENCE("every persistence-service restarted by SIGTERM, one after the other", 15),
    CUTS("half of all sockets cut", 10),
    STALLS("a tenth of all sockets stop reading for 20 s", 10);

    /** What operators do on purpose, each by itself; {@code all} has {@link #ROLLING}, which is all of it at once. */
    private static final Set<FaultKind> SCALING =
            EnumSet.of(SCALE_GATEWAY, SCALE_MESSAGE, SCALE_PERSISTENCE, ROLL_GATEWAY, ROLL_MESSAGE, ROLL_PERSISTENCE);

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
     * The kinds a command line names: {@code all}, {@code scaling}, {@code none}, or labels between commas.
     *
     * @throws IllegalArgumentException if there is no such kind
     */
    public static List<FaultKind> parse(String list) {
        if (list.equals("all")) {
            return List.copyOf(EnumSet.complementOf(EnumSet.copyOf(SCALING)));
        }
        if (list.equals("scaling")) {
            return List.copyOf(SCALING);
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
