package dev.parley.message.engine;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One connection to a Redis node that carries pipelines, made when it is first needed and again after it broke. Safe on any thread.
 *
 * <p>Pipelines reach Redis in the order in which they were given. A pipeline fails as a whole if any of its commands fails, yet
 * the others were carried out: whoever repeats one must give commands that may be repeated. The client bounds what waits for an
 * answer ({@code quarkus.redis.max-waiting-handlers}); beyond it, pipelines fail at once.
 */
final class RedisPipe {
    private final Redis redis;
    private final AtomicReference<Future<RedisConnection>> connection = new AtomicReference<>();

    RedisPipe(Redis redis) {
        this.redis = redis;
    }

    /** Sends a pipeline; the answers come in its order. Does not block, and knows no timeout. */
    Future<List<Response>> send(List<Request> requests) {
        Future<RedisConnection> current = connect();
        return current.compose(open -> open.batch(requests)).onFailure(cause -> drop(current));
    }

    private Future<RedisConnection> connect() {
        while (true) {
            Future<RedisConnection> current = connection.get();
            if (current != null && !current.failed()) {
                return current;
            }
            Promise<RedisConnection> next = Promise.promise();
            if (connection.compareAndSet(current, next.future())) {
                redis.connect()
                        .onSuccess(open -> open.endHandler(end -> drop(next.future())))
                        .onComplete(next);
                return next.future();
            }
        }
    }

    private void drop(Future<RedisConnection> broken) {
        if (connection.compareAndSet(broken, null) && broken.succeeded()) {
            broken.result().close();
        }
    }
}
