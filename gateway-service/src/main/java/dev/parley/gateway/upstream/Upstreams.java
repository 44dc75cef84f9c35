package dev.parley.gateway.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Base64;

/** The services behind the gateway, for its own calls, on one pool of connections. */
@Singleton
public final class Upstreams {
    private static final int CONNECT_MILLIS = 1_000;

    /** Below what services keep an idle connection for, so that none is used that its other end has just closed. */
    private static final int KEEP_ALIVE_SECONDS = 15;

    private final HttpClient client;
    private final Addressbook addresses;
    private final String authorization;

    Upstreams(Vertx vertx, UpstreamConfig config, Addressbook addresses, UpstreamConfig.ServiceSecret service) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setTcpNoDelay(true);
        PoolOptions pool =
                new PoolOptions().setHttp1MaxSize(config.connections()).setMaxWaitQueueSize(config.waiting());
        this.client = vertx.httpClientBuilder().with(options).with(pool).build();
        this.addresses = addresses;
        String credential = "parley:" + service.secret();
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(credential.getBytes(UTF_8));
    }

    @PreDestroy
    void close() {
        client.close();
    }

    /** message-service. */
    public Service messages() {
        return service(Owner.MESSAGE);
    }

    /** persistence-service. */
    public Service history() {
        return service(Owner.PERSISTENCE);
    }

    /** presence-service. */
    public Service presences() {
        return service(Owner.PRESENCE);
    }

    private Service service(Owner owner) {
        return new Service(client, addresses.of(owner), authorization);
    }
}
