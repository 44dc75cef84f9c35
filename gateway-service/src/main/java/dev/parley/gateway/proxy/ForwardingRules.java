package dev.parley.gateway.proxy;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.error.Problem;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;

/**
 * What a request loses and gets on its way: who the client is is said by the gateway and nobody else, a body has a bound, and a
 * service that does not answer is a problem document. Hop-by-hop headers are the proxy library's.
 */
final class ForwardingRules implements ProxyInterceptor {
    private static final long RETRY_AFTER_SECONDS = 2;

    private final long mostBytes;
    private final Problems problems;

    ForwardingRules(long mostBytes, Problems problems) {
        this.mostBytes = mostBytes;
        this.problems = problems;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        ProxyRequest request = context.request();
        HttpServerRequest original = request.proxiedRequest();
        identify(request.headers(), original);
        Body body = request.getBody();
        if (body == null || (body.length() >= 0 && body.length() <= mostBytes)) {
            return forward(context);
        }
        if (body.length() > mostBytes) {
            return Future.succeededFuture(tooLarge(request));
        }
        return UnmeasuredBody.collect(body.stream(), mostBytes).transform(collected -> {
            if (collected.failed()) {
                return Future.succeededFuture(tooLarge(request));
            }
            request.setBody(Body.body(collected.result()));
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

    private ProxyResponse tooLarge(ProxyRequest request) {
        return answer(request, Problem.of(ErrorCode.TOO_LARGE, "The body has more than " + mostBytes + " bytes."));
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
