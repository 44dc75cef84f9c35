package dev.parley.gateway.fanout;

import dev.parley.api.channel.Channels;
import dev.parley.api.id.ConversationId;
import dev.parley.redis.KeyCommand;
import dev.parley.redis.RedisNodes;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Reads the recent streams of conversations. Any thread; never blocks. */
@Singleton
public final class RecentEvents {
    private final RedisNodes nodes;

    public RecentEvents(RedisNodes nodes) {
        this.nodes = nodes;
    }

    /**
     * From where to read one stream.
     *
     * @param from the first seq asked for
     */
    public record Range(ConversationId conversation, long from, int limit) {}

    /** Reads many streams in one round trip to each node; one list of frames a range, in its order, each ascending by seq. */
    public Future<List<List<byte[]>>> read(List<Range> ranges) {
        if (ranges.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return nodes.batch(ranges.stream().map(RecentEvents::command).toList())
                .map(replies -> replies.stream().map(RecentEvents::frames).toList());
    }

    private static KeyCommand command(Range range) {
        return KeyCommand.of(Command.XRANGE, Channels.recent(range.conversation()))
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
