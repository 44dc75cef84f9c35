package dev.parley.message.engine;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One Redis connection that carries pipelines, made when it is first needed and again after it broke. Safe on any thread.
 *
 * <p>Pipelines reach Redis in the order in which they were given. A pipeline fails as a whole if any of its commands fails, yet
 * the others were carried out: whoever repeats one must give commands that may be repeated. The client bounds what waits for an
 * answer ({@code quarkus.redis.max-waiting-handlers}); beyond it, pipelines fail at once.
 */
public final class RedisPipe {
    private final Redis redis;
    private final AtomicReference<Future<RedisConnection>> connection = new AtomicReference<>();

    public RedisPipe(Redis redis) {
        this.redis = redis;
    }

    /** Sends a pipeline; the answers come in its order. Does not block, and knows no timeout. */
    public Future<List<Response>> send(List<Request> requests) {
        Future<RedisConnection> current = connect();
        return current.compose(open -> open.batch(requests)).onFailure(cause -> drop(current));
    }

    /**
     * Sends a pipeline and blocks until all answers are there; for platform and virtual threads.
     *
     * @throws RedisFailure if not all are there in time; the commands may have been carried out all the same
     */
    public List<Response> await(List<Request> requests, Duration timeout) throws RedisFailure {
        Future<List<Response>> answers = send(requests);
        try {
            return answers.toCompletionStage().toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisFailure("interrupted", e);
        } catch (ExecutionException e) {
            throw new RedisFailure(String.valueOf(e.getCause().getMessage()), e.getCause());
        } catch (TimeoutException e) {
            throw new RedisFailure("no answer within " + timeout, e);
        }
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
