package dev.parley.gateway.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;

/** What a browser is told to allow the web client, and nobody else. */
@Singleton
final class SecurityHeaders {
    /** {@code 'self'} covers the socket too in today's browsers; those that differ are given its address. */
    private static final String POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data: blob:; media-src 'self' blob: mediastream:; font-src 'self' data:; "
            + "worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'; connect-src 'self'";

    private static final String PERMISSIONS = "camera=(self), microphone=(self), display-capture=(self), "
            + "geolocation=(), payment=(), usb=(), browsing-topics=()";

    SecurityHeaders() {}

    void put(HttpServerRequest request, HttpServerResponse response) {
        response.putHeader("Content-Security-Policy", POLICY + socketOf(request));
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("Referrer-Policy", "same-origin");
        response.putHeader("Permissions-Policy", PERMISSIONS);
        response.putHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.putHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.putHeader("X-Frame-Options", "DENY");
        if ("https".equals(request.scheme())) {
            response.putHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
    }

    private static String socketOf(HttpServerRequest request) {
        if (request.authority() == null || !isPlain(request.authority().toString())) {
            return "";
        }
        return " " + ("https".equals(request.scheme()) ? "wss" : "ws") + "://" + request.authority();
    }

    /** The host comes from the client: nothing that could end or add to the policy. */
    private static boolean isPlain(String host) {
        return host.chars().allMatch(c -> Character.isLetterOrDigit(c) || ".-:[]".indexOf(c) >= 0);
    }
}
