package dev.parley.presence.redis;

import dev.parley.presence.PresenceConfig;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Sends commands to Redis and waits for the answers, at most {@code parley.presence.redis-timeout} for each
 * {@value #AT_ONCE} of them. Blocks: for worker and virtual threads only.
 */
@ApplicationScoped
public class RedisCalls {
    /** How many commands are under way at once for one caller; well below what the connection pool lets wait. */
    static final int AT_ONCE = 64;

    private final Redis redis;
    private final Duration timeout;

    public RedisCalls(Redis redis, PresenceConfig config) {
        this.redis = redis;
        this.timeout = config.redisTimeout();
    }

    /** Sends one command. */
    public Response send(Request request) {
        return await(redis.send(request));
    }

    /** Sends commands that do not depend on each other; the answers are in the order of the commands. */
    public List<Response> sendAll(List<Request> requests) {
        return inChunks(requests, redis::send);
    }

    /** Calls one script. */
    public Response call(Script.Call call) {
        return await(evaluate(call));
    }

    /** Calls scripts that do not depend on each other; the answers are in the order of the calls. */
    public List<Response> callAll(List<Script.Call> calls) {
        return inChunks(calls, this::evaluate);
    }

    private <T> List<Response> inChunks(List<T> items, Function<T, Future<Response>> sending) {
        List<Response> answers = new ArrayList<>(items.size());
        for (int from = 0; from < items.size(); from += AT_ONCE) {
            var chunk = items.subList(from, Math.min(items.size(), from + AT_ONCE));
            var all = Future.join(chunk.stream().map(sending).toList());
            answers.addAll(await(all).list());
        }
        return answers;
    }

    /** By digest; only if Redis does not know the script (a new one, or a Redis that was restarted) by its text. */
    private Future<Response> evaluate(Script.Call call) {
        return redis.send(request(Command.EVALSHA, call.script().digest(), call))
                .recover(failure -> isUnknownScript(failure)
                        ? redis.send(request(Command.EVAL, call.script().text(), call))
                        : Future.failedFuture(failure));
    }

    private static boolean isUnknownScript(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().contains("NOSCRIPT");
    }

    private static Request request(Command command, String script, Script.Call call) {
        Request request = Request.cmd(command).arg(script).arg(call.keys().size());
        call.keys().forEach(request::arg);
        call.arguments().forEach(request::arg);
        return request;
    }

    private <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new RedisUnavailableException(e.getCause());
        } catch (TimeoutException e) {
            throw new RedisUnavailableException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisUnavailableException(e);
        }
    }
}
