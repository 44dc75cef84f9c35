package dev.parley.presence.redis;

import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.ArrayList;
import java.util.List;

/** A member of a sorted set and its score. */
public record Scored(String member, long score) {
    /** Reads an answer WITHSCORES: pairs in RESP3, one flat list in RESP2. */
    public static List<Scored> read(Response answer) {
        List<String> flat = new ArrayList<>();
        for (Response entry : answer) {
            if (entry.type() == ResponseType.MULTI) {
                flat.add(entry.get(0).toString());
                flat.add(entry.get(1).toString());
            } else {
                flat.add(entry.toString());
            }
        }
        List<Scored> list = new ArrayList<>(flat.size() / 2);
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            list.add(new Scored(flat.get(i), (long) Double.parseDouble(flat.get(i + 1))));
        }
        return list;
    }
}
