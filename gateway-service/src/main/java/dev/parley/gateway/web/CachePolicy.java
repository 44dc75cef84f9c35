package dev.parley.gateway.web;

import io.vertx.core.http.HttpServerResponse;

/**
 * How long a browser may keep a file. Those under {@code /assets} have their content's hash in their name and never change; every
 * other file, {@code index.html} above all, is asked for again each time, so that a new version is seen at once. What services
 * answer is their own business.
 */
final class CachePolicy {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private CachePolicy() {}

    static void put(String path, HttpServerResponse response) {
        if (path.startsWith("/api") || path.startsWith("/.well-known")) {
            return;
        }
        boolean found = response.getStatusCode() == OK || response.getStatusCode() == NOT_MODIFIED;
        boolean immutable = found && path.startsWith("/assets/");
        response.putHeader("Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
    }
}
