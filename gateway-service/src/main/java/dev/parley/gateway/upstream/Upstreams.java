package dev.parley.gateway.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Base64;

/** All services behind the gateway, on one pool of connections. */
@Singleton
public final class Upstreams {
    private static final int CONNECT_MILLIS = 1_000;
    private static final int KEEP_ALIVE_SECONDS = 30;

    private final HttpClient client;
    private final String authorization;
    private final Replicas auth;
    private final Replicas message;
    private final Replicas persistence;
    private final Replicas presence;

    public Upstreams(Vertx vertx, UpstreamConfig config) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setTcpNoDelay(true);
        PoolOptions pool = new PoolOptions()
                .setHttp1MaxSize(config.upstream().connections())
                .setMaxWaitQueueSize(config.upstream().waiting());
        this.client = vertx.httpClientBuilder().with(options).with(pool).build();
        String credential = "parley:" + config.service().secret();
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(credential.getBytes(UTF_8));
        this.auth = new Replicas(config.auth().urls());
        this.message = new Replicas(config.message().urls());
        this.persistence = new Replicas(config.persistence().urls());
        this.presence = new Replicas(config.presence().urls());
    }

    @PreDestroy
    void close() {
        client.close();
    }

    /** message-service, for the gateway's own calls. */
    public Service messages() {
        return new Service(client, message, authorization);
    }

    /** persistence-service, for the gateway's own calls. */
    public Service history() {
        return new Service(client, persistence, authorization);
    }

    /** presence-service, for the gateway's own calls. */
    public Service presences() {
        return new Service(client, presence, authorization);
    }

    /** The addresses of the services, for the proxy. */
    public Replicas replicasOf(Owner owner) {
        return switch (owner) {
            case AUTH -> auth;
            case MESSAGE -> message;
            case PERSISTENCE -> persistence;
            case PRESENCE -> presence;
        };
    }
}
