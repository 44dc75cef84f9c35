package dev.parley.gateway.proxy;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.error.Problem;
import dev.parley.gateway.session.EndedTokens;
import dev.parley.gateway.upstream.Addressbook;
import dev.parley.gateway.upstream.Addresses;
import dev.parley.gateway.upstream.Owner;
import dev.parley.gateway.upstream.Replicas;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes REST calls on, streaming both ways. On the request's event loop. Only a connection that cannot be made leads to the next
 * instance: what was sent may have been done, and is the client's to repeat.
 */
@Singleton
final class ApiProxy {
    private static final int CONNECT_MILLIS = 1_000;

    /** Below what services keep an idle connection for, so that none is used that its other end has just closed. */
    private static final int KEEP_ALIVE_SECONDS = 15;

    private static final int MOST_WAITING = 2_000;

    private final Addressbook addresses;
    private final ProxyConfig config;
    private final Problems problems;
    private final EndedTokens ended;
    private final HttpClient client;
    private final Map<Owner, HttpProxy> proxies = new EnumMap<>(Owner.class);
    private final AtomicInteger turn = new AtomicInteger();

    ApiProxy(Vertx vertx, Addressbook addresses, ProxyConfig config, Problems problems, EndedTokens ended) {
        this.addresses = addresses;
        this.config = config;
        this.problems = problems;
        this.ended = ended;
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setDecompressionSupported(false);
        PoolOptions pool =
                new PoolOptions().setHttp1MaxSize(config.connections()).setMaxWaitQueueSize(MOST_WAITING);
        this.client = vertx.httpClientBuilder().with(options).with(pool).build();
        for (Owner owner : Owner.values()) {
            proxies.put(owner, proxy(owner));
        }
    }

    void routes(@Observes Router router) {
        router.route("/api/*").handler(this::handle);
        router.route("/api").handler(this::handle);
        router.route("/.well-known/jwks.json").handler(this::handle);
        router.route("/internal*").handler(context -> problems.answer(context.response(), notFound()));
    }

    private void handle(RoutingContext context) {
        String path = context.normalizedPath();
        ApiRoutes.ownerOf(context.request().method(), path)
                .ifPresentOrElse(
                        owner -> pass(owner, context.request()), () -> problems.answer(context.response(), notFound()));
    }

    /**
     * The services trust a token until it expires; that its session has ended is known here. auth-service knows it by itself, and
     * one can log out with such a token.
     */
    private void pass(Owner owner, HttpServerRequest request) {
        if (owner != Owner.AUTH && ended.isOne(request.getHeader(HttpHeaders.AUTHORIZATION))) {
            problems.answer(
                    request.response(),
                    Problem.of(ErrorCode.SESSION_REVOKED, "This session has ended; sign in again."));
        } else {
            proxies.get(owner).handle(request);
        }
    }

    private HttpProxy proxy(Owner owner) {
        Replicas replicas = addresses.of(owner);
        return HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                .origin(request ->
                        connect(replicas, replicas.order(turn.getAndIncrement()).iterator()))
                .addInterceptor(new ForwardingRules(config.mostBytes(), problems));
    }

    private Future<HttpClientRequest> connect(Replicas replicas, Iterator<Integer> candidates) {
        int index = candidates.next();
        URI instance = replicas.at(index);
        RequestOptions options = new RequestOptions()
                .setHost(instance.getHost())
                .setPort(Addresses.port(instance))
                .setSsl(Addresses.isTls(instance))
                .setTimeout(config.timeout().toMillis());
        return client.request(options).transform(result -> {
            if (result.succeeded()) {
                replicas.answered(index);
                return Future.succeededFuture(result.result());
            }
            replicas.failed(index);
            return candidates.hasNext() ? connect(replicas, candidates) : Future.failedFuture(result.cause());
        });
    }

    private static Problem notFound() {
        return Problem.of(ErrorCode.NOT_FOUND, "There is no such resource.");
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
