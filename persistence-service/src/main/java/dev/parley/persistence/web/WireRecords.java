package dev.parley.persistence.web;

import dev.parley.api.conversation.ConversationChange;
import dev.parley.api.conversation.ConversationHead;
import dev.parley.api.conversation.ConversationState;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.Role;
import dev.parley.api.conversation.UserConversations;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.error.Problem;
import dev.parley.api.event.ChatEvent;
import dev.parley.api.event.EventReader;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.receipt.Receipt;
import dev.parley.api.send.KeptQuery;
import dev.parley.api.send.KeptSends;
import dev.parley.api.send.SendIdentity;
import dev.parley.api.topic.Position;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The shared records this service reads or writes as JSON, named for native executables. */
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
            ConversationHead.class,
            ConversationId.class,
            ConversationState.class,
            ConversationType.class,
            ErrorCode.class,
            EventReader.Flaw.class,
            EventReader.Reading.class,
            KeptQuery.class,
            KeptSends.class,
            KeptSends.Kept.class,
            Membership.class,
            Position.class,
            Problem.class,
            Receipt.class,
            Role.class,
            SendIdentity.class,
            UserConversations.class,
            UserId.class,
        })
final class WireRecords {
    private WireRecords() {}
}
