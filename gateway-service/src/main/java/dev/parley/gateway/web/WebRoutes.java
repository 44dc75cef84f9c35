package dev.parley.gateway.web;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.error.Problem;
import dev.parley.gateway.proxy.Problems;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Headers for every answer, and {@code index.html} for the paths that are the web client's own: it finds its way by itself. The
 * files are served by Quarkus. On the request's event loop.
 */
@Singleton
final class WebRoutes {
    private static final String INDEX = "/index.html";

    private final SecurityHeaders headers;
    private final Problems problems;

    WebRoutes(SecurityHeaders headers, Problems problems) {
        this.headers = headers;
        this.problems = problems;
    }

    void routes(@Observes Router router) {
        // Before everything else, so that no answer is without them.
        router.route().order(RouteConstants.ROUTE_ORDER_HEADERS).handler(this::putHeaders);
        router.route().order(RouteConstants.ROUTE_ORDER_AFTER_DEFAULT).handler(this::fallBack);
    }

    private void putHeaders(RoutingContext context) {
        context.addHeadersEndHandler(end -> {
            headers.put(context.request(), context.response());
            CachePolicy.put(context.normalizedPath(), context.response());
        });
        context.next();
    }

    private void fallBack(RoutingContext context) {
        if (isPage(context.request(), context.normalizedPath())) {
            context.reroute(INDEX);
        } else {
            problems.answer(context.response(), Problem.of(ErrorCode.NOT_FOUND, "There is no such resource."));
        }
    }

    /** A path of the client's, asked for by a browser that wants a page; not a file that is missing. */
    private static boolean isPage(HttpServerRequest request, String path) {
        String accept = request.getHeader("Accept");
        return (request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD))
                && accept != null
                && accept.contains("text/html")
                && !path.equals(INDEX)
                && !path.startsWith("/assets/")
                && !path.startsWith("/api")
                && !path.startsWith("/internal")
                && !path.equals("/ws")
                && !path.equals("/q")
                && !path.startsWith("/q/");
    }
}
