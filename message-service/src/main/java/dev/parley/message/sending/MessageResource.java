package dev.parley.message.sending;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.error.Problem;
import dev.parley.api.event.ChatEvent;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.send.Send;
import dev.parley.api.send.SendResult;
import dev.parley.message.problem.Refusal;
import dev.parley.telemetry.trace.MessageTraces;
import io.opentelemetry.api.trace.Span;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.quarkus.vertx.http.runtime.security.annotation.HttpAuthenticationMechanism;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Sending over REST, for bots, scripts and back ends: a virtual thread a request. */
@Path("/api/conversations/{conversation}/messages")
@HttpAuthenticationMechanism("Bearer")
@Authenticated
final class MessageResource {
    private final Front front;
    private final RestLimits limits;
    private final JsonWebToken token;
    private final MessageTraces traces;

    MessageResource(Front front, RestLimits limits, JsonWebToken token, MessageTraces traces) {
        this.front = front;
        this.limits = limits;
        this.token = token;
        this.traces = traces;
    }

    /** What is asked for. */
    @RegisterForReflection
    record NewMessage(UUID id, String text, Long replyTo) {}

    /** What is answered once it is durable. */
    @RegisterForReflection
    record Accepted(
            UUID id,
            ConversationId conversation,

            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = ChatEvent.INSTANT, timezone = "UTC")
            Instant at) {}

    @POST
    @RunOnVirtualThread
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Sends a message; answers 202 once it is durable")
    public Response send(@PathParam("conversation") String path, NewMessage message) {
        UserId user = UserId.of(token.getSubject());
        limits.secondsToWait(user).ifPresent(seconds -> {
            throw new Refusal(
                    Problem.of(ErrorCode.RATE_LIMITED, "too many messages").retryAfter(seconds));
        });
        if (message == null || message.id() == null) {
            throw new Refusal(ErrorCode.BAD_REQUEST, "id and text are needed");
        }
        ConversationId conversation = conversation(path);
        Send send = new Send.Message(user, conversation, message.id(), message.text(), message.replyTo());
        SendResult result = front.accept(List.of(send), spans(send)).getFirst();
        if (!result.isDurable()) {
            throw new Refusal(problem(result));
        }
        return Response.accepted(new Accepted(message.id(), conversation, result.at()))
                .build();
    }

    /** The send is followed if the platform follows the request. */
    private SendSpans spans(Send send) {
        String parent = MessageTraces.header(Span.current());
        return SendSpans.begin(traces, List.of(send), parent == null ? Map.of() : Map.of(0, parent));
    }

    /** A path that names no conversation is answered like one that names none of the caller's. */
    private static ConversationId conversation(String path) {
        try {
            return ConversationId.of(path);
        } catch (IllegalArgumentException e) {
            throw new Refusal(ErrorCode.NOT_FOUND, "no such conversation");
        }
    }

    private static Problem problem(SendResult refused) {
        Problem problem = switch (refused.code()) {
            case NOT_MEMBER -> Problem.of(ErrorCode.NOT_FOUND, "no such conversation");
            case BAD_FRAME -> Problem.of(ErrorCode.BAD_REQUEST, refused.message());
            default -> Problem.of(refused.code(), refused.message());
        };
        return refused.retryAfter() == null ? problem : problem.retryAfter(refused.retryAfter());
    }
}
