package dev.parley.api.send;

import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import java.util.UUID;

/** What makes two sends the same one, for ever. */
public record SendIdentity(ConversationId conversation, UserId sender, UUID id) {
    public static SendIdentity of(Send send) {
        return new SendIdentity(send.conversation(), send.sender(), send.id());
    }
}
