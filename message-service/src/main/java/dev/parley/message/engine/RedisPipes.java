package dev.parley.message.engine;

import dev.parley.redis.KeyCommand;
import dev.parley.redis.RedisNodes;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A {@link RedisPipe} to each node. Pipelines are split by node; commands about one key keep their order, in a pipeline and from one to the
 * next. Safe on any thread.
 */
public final class RedisPipes {
    private final RedisNodes nodes;
    private final List<RedisPipe> pipes;

    public RedisPipes(RedisNodes nodes) {
        this.nodes = nodes;
        this.pipes = nodes.all().stream().map(RedisPipe::new).toList();
    }

    /**
     * Sends a pipeline; the answers come in its order. Does not block, and knows no timeout. Fails if any node does; the commands for the
     * others were carried out.
     */
    public Future<List<Response>> send(List<KeyCommand> commands) {
        return nodes.batch(commands, (node, requests) -> pipes.get(node).send(requests));
    }

    /**
     * Sends a pipeline and blocks until all answers are there; for platform and virtual threads.
     *
     * @throws RedisFailure if not all are there in time; the commands may have been carried out all the same
     */
    public List<Response> await(List<KeyCommand> commands, Duration timeout) throws RedisFailure {
        Future<List<Response>> answers = send(commands);
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
}
