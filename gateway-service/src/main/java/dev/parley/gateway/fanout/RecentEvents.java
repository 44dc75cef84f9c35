package dev.parley.gateway.fanout;

import dev.parley.api.channel.Channels;
import dev.parley.api.id.ConversationId;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Reads the recent streams of conversations. Any thread; never blocks. */
@Singleton
public final class RecentEvents {
    private final Redis redis;

    public RecentEvents(Redis redis) {
        this.redis = redis;
    }

    /**
     * From where to read one stream.
     *
     * @param from the first seq asked for
     */
    public record Range(ConversationId conversation, long from, int limit) {}

    /** Reads many streams in one round trip; one list of frames a range, in its order, each ascending by seq. */
    public Future<List<List<byte[]>>> read(List<Range> ranges) {
        if (ranges.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        List<Request> commands = ranges.stream().map(RecentEvents::command).toList();
        return redis.batch(commands)
                .map(replies -> replies.stream().map(RecentEvents::frames).toList());
    }

    private static Request command(Range range) {
        return Request.cmd(Command.XRANGE)
                .arg(Channels.recent(range.conversation()))
                .arg(Long.toString(range.from()))
                .arg("+")
                .arg("COUNT")
                .arg(Integer.toString(range.limit()));
    }

    private static List<byte[]> frames(Response entries) {
        List<byte[]> frames = new ArrayList<>(entries.size());
        for (Response entry : entries) {
            Response fields = entry.get(1);
            frames.add(fields.get(1).toBytes());
        }
        return frames;
    }
}
