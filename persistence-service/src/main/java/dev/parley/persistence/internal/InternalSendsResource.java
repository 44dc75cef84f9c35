package dev.parley.persistence.internal;

import dev.parley.api.send.KeptQuery;
import dev.parley.api.send.KeptSends;
import dev.parley.api.send.SendBatch;
import dev.parley.persistence.reading.EventReader;
import dev.parley.persistence.web.Refusal;
import io.quarkus.vertx.http.runtime.security.annotation.BasicAuthentication;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sends for message-service, which remembers their ids for a day only. On virtual threads. */
@Path("/internal/sends")
@RolesAllowed("service")
@BasicAuthentication
@RunOnVirtualThread
@Tag(name = "Internal")
public class InternalSendsResource {
    private final EventReader events;

    InternalSendsResource(EventReader events) {
        this.events = events;
    }

    @POST
    @Path("kept")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Those of some sends that history has, and when they were acknowledged")
    public KeptSends kept(KeptQuery query) {
        if (query == null || query.sends().size() > SendBatch.MAX_SENDS) {
            throw Refusal.badRequest("at most " + SendBatch.MAX_SENDS + " sends");
        }
        return events.kept(query.sends());
    }
}
