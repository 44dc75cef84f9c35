package dev.parley.gateway.proxy;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.error.Problem;
import dev.parley.gateway.upstream.Addressbook;
import dev.parley.gateway.upstream.Addresses;
import dev.parley.gateway.upstream.Owner;
import dev.parley.gateway.upstream.Replicas;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
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
 * Passes REST calls on and streams the answers. On the request's event loop. Only a connection that cannot be made leads to the next
 * instance: what was sent may have been done, and is the client's to repeat.
 */
@Singleton
final class ApiProxy {
    private static final int CONNECT_MILLIS = 1_000;

    /** Below what services keep an idle connection for, so that none is used that its other end has just closed. */
    private static final int KEEP_ALIVE_SECONDS = 15;

    private static final int MOST_WAITING = 2_000;

    private final Vertx vertx;
    private final Addressbook addresses;
    private final ProxyConfig config;
    private final GatheredBody.Room room;
    private final Problems problems;
    private final RestGate gate;
    private final HttpClient client;
    private final Map<Owner, HttpProxy> proxies = new EnumMap<>(Owner.class);
    private final AtomicInteger turn = new AtomicInteger();

    ApiProxy(Vertx vertx, Addressbook addresses, ProxyConfig config, Problems problems, RestGate gate) {
        this.vertx = vertx;
        this.addresses = addresses;
        this.config = config;
        this.room = new GatheredBody.Room(config.mostArriving());
        this.problems = problems;
        this.gate = gate;
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
        HttpMethod method = context.request().method();
        String path = context.normalizedPath();
        ApiRoutes.ownerOf(method, path)
                .ifPresentOrElse(
                        owner -> gate.admit(
                                context,
                                owner,
                                ApiRoutes.costOf(method, path),
                                () -> proxies.get(owner).handle(context.request())),
                        () -> problems.answer(context.response(), notFound()));
    }

    private HttpProxy proxy(Owner owner) {
        Replicas replicas = addresses.of(owner);
        return HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                .origin(request ->
                        connect(replicas, replicas.order(turn.getAndIncrement()).iterator()))
                .addInterceptor(new ForwardingRules(config, room, problems, vertx));
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
