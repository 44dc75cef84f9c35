package dev.parley.gateway.upstream;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One service, called for the gateway itself with the credential of services. May be called on any thread and never blocks;
 * futures complete on an event loop.
 *
 * <p>A connection that cannot be made leads to the next instance; anything that happens to a request on its way is the caller's
 * to repeat or not.
 */
public final class Service {
    /**
     * Every so many calls one ends its connection. A name may stand for many instances, of which a new one gets calls only over
     * new connections; and a busy connection is never idle enough to end by itself.
     */
    static final int CALLS_BETWEEN_FAREWELLS = 500;

    private final AtomicInteger calls = new AtomicInteger();
    private final HttpClient client;
    private final Replicas replicas;
    private final String authorization;

    Service(HttpClient client, Replicas replicas, String authorization) {
        this.client = client;
        this.replicas = replicas;
        this.authorization = authorization;
    }

    /**
     * What came back.
     *
     * @param body never null
     */
    public record Answer(int status, Buffer body) {}

    /**
     * What is asked.
     *
     * @param body JSON, or null
     * @param affinity calls with the same number go to the same instance while it is up
     * @param timeout for the answer, from the moment of the call to this instance
     */
    public record Call(HttpMethod method, String path, Buffer body, int affinity, Duration timeout) {
        public static Call get(String path, Duration timeout) {
            return new Call(HttpMethod.GET, path, null, path.hashCode(), timeout);
        }

        public static Call post(String path, Buffer body, int affinity, Duration timeout) {
            return new Call(HttpMethod.POST, path, body, affinity, timeout);
        }
    }

    /** Makes the call. Fails if no instance could be reached or the one that was reached did not answer in time. */
    public Future<Answer> call(Call call) {
        return attempt(call, replicas.order(call.affinity()).iterator());
    }

    private Future<Answer> attempt(Call call, Iterator<Integer> candidates) {
        int index = candidates.next();
        Future<HttpClientRequest> connected = client.request(options(call, replicas.at(index)));
        return connected.transform(result -> {
            if (result.succeeded()) {
                return exchange(call, result.result(), index);
            }
            replicas.failed(index);
            return candidates.hasNext() ? attempt(call, candidates) : Future.failedFuture(result.cause());
        });
    }

    private Future<Answer> exchange(Call call, HttpClientRequest request, int index) {
        return (call.body() == null ? request.send() : request.send(call.body()))
                .compose(response -> response.body().map(body -> new Answer(response.statusCode(), body)))
                .onSuccess(answer -> replicas.answered(index))
                .onFailure(failure -> replicas.failed(index));
    }

    private RequestOptions options(Call call, URI instance) {
        RequestOptions options = new RequestOptions()
                .setMethod(call.method())
                .setHost(instance.getHost())
                .setPort(Addresses.port(instance))
                .setSsl(Addresses.isTls(instance))
                .setURI(call.path())
                .setTimeout(call.timeout().toMillis())
                .putHeader("Authorization", authorization);
        if (calls.incrementAndGet() % CALLS_BETWEEN_FAREWELLS == 0) {
            options.putHeader("Connection", "close");
        }
        return call.body() == null ? options : options.putHeader("Content-Type", "application/json");
    }
}
