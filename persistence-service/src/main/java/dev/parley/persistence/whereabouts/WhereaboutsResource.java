package dev.parley.persistence.whereabouts;

import dev.parley.api.event.Seqs;
import dev.parley.api.id.CanonicalUuid;
import dev.parley.api.id.ConversationId;
import dev.parley.persistence.web.Refusal;
import io.quarkus.vertx.http.runtime.security.annotation.BasicAuthentication;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** <em>Where is my message?</em> For people who look after the system; on virtual threads, two questions at a time. */
@Path("/internal/conversations/{id}/where")
@RolesAllowed("service")
@BasicAuthentication
@RunOnVirtualThread
@Tag(name = "Internal")
public class WhereaboutsResource {
    private static final int AT_ONCE = 2;
    private static final int MOST_MINUTES = 24 * 60;

    private final Inquiry inquiry;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    WhereaboutsResource(Inquiry inquiry) {
        this.inquiry = inquiry;
    }

    /** Either by {@code seq} or by {@code message}, the sender's id; {@code minutes}: how far back the log is looked through. */
    @GET
    @Operation(summary = "How far one message has come: accepted, logged, counted and published, stored, delivered")
    public Whereabouts where(
            @RestPath ConversationId id,
            @RestQuery Long seq,
            @RestQuery String message,
            @RestQuery @DefaultValue("15") int minutes) {
        if ((seq == null) == (message == null) || minutes < 1 || minutes > MOST_MINUTES) {
            throw Refusal.badRequest("either seq or message (an id), and minutes from 1 to " + MOST_MINUTES);
        }
        if (seq != null && !Seqs.isSeq(seq)) {
            throw Refusal.badRequest("a seq is a number from 1 to " + Seqs.MAX);
        }
        if (!turns.tryAcquire()) {
            throw Refusal.conflict("others are asking just now; ask again");
        }
        try {
            return seq != null ? inquiry.bySeq(id, seq) : inquiry.byId(id, uuid(message), Duration.ofMinutes(minutes));
        } finally {
            turns.release();
        }
    }

    private static UUID uuid(String text) {
        try {
            return CanonicalUuid.parse(text);
        } catch (IllegalArgumentException notUuid) {
            throw Refusal.badRequest("message: a UUID");
        }
    }
}
