package dev.parley.presence.user;

import dev.parley.api.id.UserId;

/** The Redis keys of one user; what they hold is said in {@code user.lua}. */
final class UserKeys {
    private UserKeys() {}

    static String sockets(UserId user) {
        return "presence:{" + user + "}:sockets";
    }

    static String closed(UserId user) {
        return "presence:{" + user + "}:closed";
    }

    static String state(UserId user) {
        return "presence:{" + user + "}:state";
    }
}
