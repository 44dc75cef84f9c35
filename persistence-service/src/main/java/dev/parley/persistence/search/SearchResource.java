package dev.parley.persistence.search;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.api.id.ConversationId;
import dev.parley.persistence.database.SearchPool;
import dev.parley.persistence.message.MessageKey;
import dev.parley.persistence.reading.EventReader;
import dev.parley.persistence.reading.PageBound;
import dev.parley.persistence.web.Caller;
import dev.parley.persistence.web.Refusal;
import io.quarkus.vertx.http.runtime.security.annotation.HttpAuthenticationMechanism;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Search over messages. On virtual threads. */
@Path("/api/search")
@RolesAllowed("user")
@HttpAuthenticationMechanism("Bearer")
@RunOnVirtualThread
@Tag(name = "History")
public class SearchResource {
    private static final int MAX_HITS = 100;

    private final SearchPool pool;
    private final PostgresSearch search;
    private final Words words;
    private final Highlighter highlighter;
    private final EventReader events;
    private final Caller caller;

    SearchResource(
            SearchPool pool,
            PostgresSearch search,
            Words words,
            Highlighter highlighter,
            EventReader events,
            Caller caller) {
        this.pool = pool;
        this.search = search;
        this.words = words;
        this.highlighter = highlighter;
        this.events = events;
        this.caller = caller;
    }

    /** A conversation that is not the caller's has nothing in it for him: no hits, whether it exists or not. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Messages with these words, newest first; `highlight` is safe HTML with the matches in <mark>")
    public byte[] find(
            @RestQuery String q, @RestQuery ConversationId conversation, @RestQuery @DefaultValue("20") int limit) {
        if (limit < 1) {
            throw Refusal.badRequest("limit is 1 or more");
        }
        Query query = Query.of(q, words);
        UUID user = caller.id().value();
        UUID only = conversation == null ? null : conversation.value();
        return json(query == null ? Map.of() : hits(query, user, only, Math.min(limit, MAX_HITS)));
    }

    /** The frames, and the highlight of each. */
    private Map<MessageKey, byte[]> hits(Query query, UUID user, UUID conversation, int limit) {
        return pool.read(connection -> {
            Map<MessageKey, String> found = search.find(connection, user, conversation, query, limit);
            SequencedMap<MessageKey, byte[]> hits = new LinkedHashMap<>();
            events.framesOf(connection, found.keySet())
                    .forEach((key, frame) -> hits.put(
                            key, events.with(frame, "highlight", highlighter.highlight(found.get(key), query))));
            return PageBound.of(limit).fitting(hits);
        });
    }

    private static byte[] json(Map<MessageKey, byte[]> hits) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        json.writeBytes("{\"hits\":[".getBytes(US_ASCII));
        String separator = "";
        for (byte[] hit : hits.values()) {
            json.writeBytes(separator.getBytes(US_ASCII));
            json.writeBytes(hit);
            separator = ",";
        }
        json.writeBytes("]}".getBytes(US_ASCII));
        return json.toByteArray();
    }
}
