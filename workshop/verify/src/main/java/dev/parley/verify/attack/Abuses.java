package dev.parley.verify.attack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.parley.toolbox.client.LiveSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * All abuses. Each was found in a review or a trial, and once took a service from others or could have. Their rates are
 * well above what the limits let through, and bounded, since the attackers share the machine with what they attack.
 */
final class Abuses {
    private static final NoArgGenerator IDS = Generators.timeBasedEpochRandomGenerator();
    private static final Duration HELD = Duration.ofSeconds(15);
    private static final String NO_CHUNK = """
            POST /api/auth/login HTTP/1.1\r
            Host: a\r
            Transfer-Encoding: chunked\r
            \r
            FFFFFFFFFFFFFFFF1\r
            \r
            """;
    private static final int FIRST_EMOJI = 0x1F300;
    private static final int EMOJIS = 800;

    private Abuses() {}

    /** @param victim the user name of somebody who only wants to talk */
    static List<Abuse> all(String victim) {
        return Stream.of(rest(victim), raw(), sockets()).flatMap(List::stream).toList();
    }

    private static List<Abuse> rest(String victim) {
        return List.of(
                new Abuse("searches", 8, 20, attacker -> () -> attacker.call("GET", "/api/search?q=a", null)),
                new Abuse(
                        "pages past the end",
                        4,
                        20,
                        attacker -> () -> attacker.call("GET", events(attacker) + "?after=" + Long.MAX_VALUE, null)),
                new Abuse(
                        "groups of 1,000",
                        2,
                        100,
                        attacker -> () -> attacker.call(
                                "POST",
                                "/api/conversations",
                                Map.of("type", "group", "title", "Crowd", "members", crowd()))),
                new Abuse(
                        "reports of calls",
                        4,
                        10,
                        attacker -> () -> attacker.call(
                                "PUT",
                                "/api/conversations/" + attacker.group() + "/calls/" + UUID.randomUUID(),
                                Map.of("outcome", "missed", "seconds", 0))),
                new Abuse(
                        "wrong passwords",
                        2,
                        100,
                        attacker -> () -> attacker.call(
                                "POST", "/api/auth/login", Map.of("username", victim, "password", "a wrong password"))),
                new Abuse(
                        "renames",
                        2,
                        50,
                        attacker -> () -> attacker.call(
                                "PATCH", "/api/conversations/" + attacker.group(), Map.of("title", "x".repeat(100)))));
    }

    private static List<Abuse> raw() {
        return List.of(
                new Abuse(
                        "half-sent logins",
                        150,
                        50,
                        attacker -> () -> RawRequest.send(
                                attacker.address(),
                                "POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n{",
                                HELD)),
                new Abuse(
                        "unread answers",
                        50,
                        50,
                        attacker -> () -> RawRequest.ignore(
                                attacker.address(),
                                "GET " + events(attacker) + "?limit=200 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                                        + attacker.person().accessToken() + "\r\n\r\n",
                                HELD)),
                new Abuse("no HTTP", 4, 50, attacker -> () -> RawRequest.send(attacker.address(), NO_CHUNK, HELD)));
    }

    private static List<Abuse> sockets() {
        return List.of(
                over(
                        "large messages",
                        2,
                        20,
                        (attacker, socket) -> socket.send(IDS.generate(), attacker.group(), "漢".repeat(7_990))),
                over("sockets that do not read", 80, 500, (attacker, socket) -> socket.pause()),
                over(
                        "signals",
                        2,
                        5,
                        (attacker, socket) -> socket.signal(
                                attacker.accomplice().id(),
                                UUID.randomUUID(),
                                JsonNodeFactory.instance.textNode("x".repeat(15_000)))),
                over(
                        "reactions",
                        2,
                        10,
                        (attacker, socket) -> socket.react(IDS.generate(), attacker.group(), 1, emoji(), false)),
                over(
                        "edits",
                        2,
                        20,
                        (attacker, socket) -> socket.edit(IDS.generate(), attacker.group(), 1, "x".repeat(8_000))),
                over("watches", 2, 5, (attacker, socket) -> socket.watch(crowd().subList(0, 200))),
                over(
                        "syncs from nowhere",
                        2,
                        10,
                        (attacker, socket) -> socket.sync(
                                Map.of(
                                        attacker.group(),
                                        ThreadLocalRandom.current().nextBoolean() ? Long.MAX_VALUE : 0),
                                false)),
                over("no frames", 2, 20, (attacker, socket) -> socket.raw("{\"type\":\"send\",\"id\":[[[[")),
                over("deep frames", 2, 20, (attacker, socket) -> socket.raw("[".repeat(60_000))));
    }

    private static Abuse over(String name, int threads, long pauseMillis, BiConsumer<Attacker, LiveSocket> says) {
        return new Abuse(
                name,
                threads,
                pauseMillis,
                attacker -> new AttackSocket(attacker, socket -> says.accept(attacker, socket)));
    }

    private static String events(Attacker attacker) {
        return "/api/conversations/" + attacker.group() + "/events";
    }

    private static List<UUID> crowd() {
        return Stream.generate(UUID::randomUUID).limit(999).toList();
    }

    private static String emoji() {
        return Character.toString(FIRST_EMOJI + ThreadLocalRandom.current().nextInt(EMOJIS));
    }
}
