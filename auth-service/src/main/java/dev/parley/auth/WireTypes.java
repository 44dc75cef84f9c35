package dev.parley.auth;

import dev.parley.api.channel.UserNotice;
import dev.parley.api.conversation.ConversationState;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.Role;
import dev.parley.api.error.ErrorCode;
import dev.parley.api.error.Problem;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Types of common-api that are read or written as JSON here: a native image must keep what Jackson looks for. */
@RegisterForReflection(
        targets = {
            ConversationId.class,
            ConversationState.class,
            ConversationType.class,
            ErrorCode.class,
            Membership.class,
            Problem.class,
            Role.class,
            UserId.class,
            UserNotice.class,
            UserNotice.ConversationAdded.class,
            UserNotice.ConversationRemoved.class,
            UserNotice.ConversationUpdated.class,
            UserNotice.SessionsEnded.class,
            UserNotice.Signal.class,
        })
class WireTypes {}
