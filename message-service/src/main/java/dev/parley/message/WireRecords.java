package dev.parley.message;

import dev.parley.api.channel.HeadsDigest;
import dev.parley.api.channel.UserNotice;
import dev.parley.api.conversation.ConversationChange;
import dev.parley.api.conversation.ConversationState;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.Role;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.error.Problem;
import dev.parley.api.event.ChatEvent;
import dev.parley.api.event.EventReader;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.receipt.MarkFrame;
import dev.parley.api.receipt.Receipt;
import dev.parley.api.receipt.ReceiptBatch;
import dev.parley.api.send.KeptQuery;
import dev.parley.api.send.KeptSends;
import dev.parley.api.send.Send;
import dev.parley.api.send.SendBatch;
import dev.parley.api.send.SendIdentity;
import dev.parley.api.send.SendResult;
import dev.parley.api.send.SendResults;
import dev.parley.api.topic.Position;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Every record this service reads or writes as JSON, so that a native image keeps what Jackson looks at. */
@RegisterForReflection(
        targets = {
            ChatEvent.class,
            ChatEvent.Message.class,
            ChatEvent.Edit.class,
            ChatEvent.Delete.class,
            ChatEvent.Reaction.class,
            ChatEvent.MemberAdded.class,
            ChatEvent.MemberRemoved.class,
            ChatEvent.RoleChanged.class,
            ChatEvent.TitleChanged.class,
            ChatEvent.Call.class,
            ConversationChange.class,
            ConversationId.class,
            ConversationState.class,
            ConversationType.class,
            ErrorCode.class,
            EventReader.Flaw.class,
            EventReader.Reading.class,
            HeadsDigest.class,
            KeptQuery.class,
            KeptSends.class,
            KeptSends.Kept.class,
            MarkFrame.class,
            MarkFrame.Kind.class,
            Membership.class,
            Position.class,
            Problem.class,
            Receipt.class,
            ReceiptBatch.class,
            Role.class,
            Send.Delete.class,
            Send.Edit.class,
            Send.Message.class,
            Send.React.class,
            SendBatch.class,
            SendIdentity.class,
            SendResult.class,
            SendResults.class,
            UserId.class,
            UserNotice.ConversationAdded.class,
            UserNotice.ConversationRemoved.class,
            UserNotice.ConversationUpdated.class,
            UserNotice.SessionsEnded.class,
            UserNotice.Signal.class,
        })
final class WireRecords {
    private WireRecords() {}
}
