package dev.parley.gateway;

import dev.parley.api.channel.HeadsDigest;
import dev.parley.api.channel.UserNotice;
import dev.parley.api.conversation.ConversationHead;
import dev.parley.api.conversation.ConversationState;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.Role;
import dev.parley.api.conversation.UserConversations;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.error.Problem;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.presence.PresenceList;
import dev.parley.api.presence.PresenceStatus;
import dev.parley.api.presence.SessionReport;
import dev.parley.api.presence.UserPresence;
import dev.parley.api.receipt.MarkFrame;
import dev.parley.api.receipt.Receipt;
import dev.parley.api.receipt.ReceiptBatch;
import dev.parley.api.send.Send;
import dev.parley.api.send.SendBatch;
import dev.parley.api.send.SendResult;
import dev.parley.api.send.SendResults;
import dev.parley.gateway.calls.IceServers;
import dev.parley.gateway.frame.ServerFrame;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Everything this service reads or writes as JSON by reflection, registered for native images. */
@RegisterForReflection(
        targets = {
            ConversationHead.class,
            ConversationId.class,
            ConversationState.class,
            ConversationType.class,
            ErrorCode.class,
            HeadsDigest.class,
            IceServers.Answer.class,
            IceServers.Server.class,
            MarkFrame.class,
            MarkFrame.Kind.class,
            Membership.class,
            PresenceList.class,
            PresenceStatus.class,
            Problem.class,
            Receipt.class,
            ReceiptBatch.class,
            Role.class,
            Send.class,
            Send.Message.class,
            Send.Edit.class,
            Send.Delete.class,
            Send.React.class,
            SendBatch.class,
            SendResult.class,
            SendResults.class,
            ServerFrame.class,
            ServerFrame.Ack.class,
            ServerFrame.ConversationAdded.class,
            ServerFrame.ConversationRemoved.class,
            ServerFrame.ConversationRemoved.Gone.class,
            ServerFrame.ConversationUpdated.class,
            ServerFrame.Goodbye.class,
            ServerFrame.Heads.class,
            ServerFrame.Pong.class,
            ServerFrame.Presence.class,
            ServerFrame.Refusal.class,
            ServerFrame.Signal.class,
            ServerFrame.Synced.class,
            ServerFrame.Typing.class,
            ServerFrame.Welcome.class,
            SessionReport.class,
            SessionReport.Opened.class,
            SessionReport.Changed.class,
            SessionReport.Closed.class,
            SessionReport.Heartbeat.class,
            UserConversations.class,
            UserId.class,
            UserNotice.class,
            UserNotice.ConversationAdded.class,
            UserNotice.ConversationRemoved.class,
            UserNotice.ConversationUpdated.class,
            UserNotice.SessionsEnded.class,
            UserNotice.Signal.class,
            UserPresence.class,
        })
final class WireTypes {
    private WireTypes() {}
}
