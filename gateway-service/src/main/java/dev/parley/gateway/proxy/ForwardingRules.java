package dev.parley.gateway.proxy;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.error.Problem;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;

/**
 * What a request loses and gets on its way: who the client is is said by the gateway and nobody else, its body is there
 * before a connection is taken for it, and a service that does not answer is a problem document. Hop-by-hop headers are
 * the proxy library's.
 */
final class ForwardingRules implements ProxyInterceptor {
    private static final long RETRY_AFTER_SECONDS = 2;

    private final ProxyConfig config;
    private final GatheredBody.Room room;
    private final Problems problems;
    private final Vertx vertx;

    ForwardingRules(ProxyConfig config, GatheredBody.Room room, Problems problems, Vertx vertx) {
        this.config = config;
        this.room = room;
        this.problems = problems;
        this.vertx = vertx;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        ProxyRequest request = context.request();
        identify(request.headers(), request.proxiedRequest());
        Body body = request.getBody();
        if (body == null || body.length() == 0) {
            return forward(context);
        }
        if (body.length() > config.mostBytes()) {
            return Future.succeededFuture(refusal(request, tooLarge()));
        }
        return GatheredBody.gather(body.stream(), config.mostBytes(), room, vertx, config.bodyWithin())
                .transform(gathered -> {
                    if (gathered.failed()) {
                        return Future.succeededFuture(refusal(request, problem(gathered.cause())));
                    }
                    request.setBody(Body.body(gathered.result()));
                    return forward(context);
                });
    }

    private Future<ProxyResponse> forward(ProxyContext context) {
        return context.sendRequest().recover(failure -> Future.succeededFuture(unavailable(context.request())));
    }

    /** Whatever the client claims of itself is replaced: rate limits and logs behind us rest on it. */
    private static void identify(MultiMap headers, HttpServerRequest original) {
        headers.remove("Forwarded");
        headers.remove("X-Real-IP");
        headers.remove("X-Forwarded-Port");
        headers.remove("X-Forwarded-Prefix");
        // Whether a call is traced is not the client's choice: it would be everybody's way to fill the store of traces.
        headers.remove("traceparent");
        headers.remove("tracestate");
        headers.set("X-Forwarded-For", original.remoteAddress().hostAddress());
        headers.set("X-Forwarded-Proto", original.scheme());
        if (original.authority() != null) {
            headers.set("X-Forwarded-Host", original.authority().toString());
        }
    }

    private Problem tooLarge() {
        return Problem.of(ErrorCode.TOO_LARGE, "The body has more than " + config.mostBytes() + " bytes.");
    }

    private Problem problem(Throwable failure) {
        if (!(failure instanceof GatheredBody.Refused refused)) {
            return Problem.of(ErrorCode.BAD_REQUEST, "The body did not arrive whole.");
        }
        return switch (refused.reason()) {
            case TOO_LARGE -> tooLarge();
            case LATE ->
                Problem.of(
                        ErrorCode.BAD_REQUEST,
                        "The body did not arrive within " + config.bodyWithin().toSeconds() + " seconds.");
            case NO_ROOM ->
                Problem.of(ErrorCode.UNAVAILABLE, "Too many bodies are arriving at the moment.")
                        .retryAfter(RETRY_AFTER_SECONDS);
        };
    }

    /** What is left of the body would be taken for the next request: the connection ends with this answer. */
    private ProxyResponse refusal(ProxyRequest request, Problem problem) {
        HttpServerRequest original = request.proxiedRequest();
        original.response().endHandler(_ -> original.connection().close());
        return answer(request, problem).putHeader("Connection", "close");
    }

    private ProxyResponse unavailable(ProxyRequest request) {
        return answer(
                request,
                Problem.of(ErrorCode.UNAVAILABLE, "The service does not answer at the moment.")
                        .retryAfter(RETRY_AFTER_SECONDS));
    }

    private ProxyResponse answer(ProxyRequest request, Problem problem) {
        ProxyResponse response = request.release()
                .response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE);
        if (problem.retryAfter() != null) {
            response.putHeader("Retry-After", Long.toString(problem.retryAfter()));
        }
        return response.setBody(Body.body(Buffer.buffer(problems.bytes(problem))));
    }
}
