package dev.parley.redis;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;

/** A Redis command about one key or channel, its first argument, which says to which node it goes. */
public final class KeyCommand {
    private final String key;
    private final Request request;

    private KeyCommand(String key, Request request) {
        this.key = key;
        this.request = request;
    }

    public static KeyCommand of(Command command, String key) {
        return new KeyCommand(key, Request.cmd(command).arg(key));
    }

    public KeyCommand arg(String argument) {
        request.arg(argument);
        return this;
    }

    public KeyCommand arg(byte[] argument) {
        request.arg(argument);
        return this;
    }

    String key() {
        return key;
    }

    Request request() {
        return request;
    }
}
