package dev.parley.message.sending;

import dev.parley.api.error.ErrorCode;
import dev.parley.api.send.SendBatch;
import dev.parley.api.send.SendResults;
import dev.parley.message.problem.Refusal;
import dev.parley.telemetry.trace.MessageTraces;
import io.quarkus.vertx.http.runtime.security.annotation.BasicAuthentication;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What gateways send through: a virtual thread a batch. */
@Path("/internal/sends")
@BasicAuthentication
@RolesAllowed("service")
final class SendResource {
    private final Front front;
    private final MessageTraces traces;

    SendResource(Front front, MessageTraces traces) {
        this.front = front;
        this.traces = traces;
    }

    @POST
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Takes sends of authenticated users to the log: one result a send, in order")
    public SendResults send(SendBatch batch) {
        if (batch == null || batch.sends().size() > SendBatch.MAX_SENDS) {
            throw new Refusal(ErrorCode.BAD_REQUEST, "a batch has at most " + SendBatch.MAX_SENDS + " sends");
        }
        return new SendResults(front.accept(batch.sends(), SendSpans.begin(traces, batch.sends(), batch.traces())));
    }
}
