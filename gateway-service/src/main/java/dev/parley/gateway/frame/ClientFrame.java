package dev.parley.gateway.frame;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import dev.parley.api.presence.PresenceStatus;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a client may say, checked: a value of this type keeps every rule of the contract that can be seen in the frame alone. */
public sealed interface ClientFrame {
    /** The {@code type} on the wire; also a metric's tag, hence one of a fixed set. */
    String type();

    /** A frame that ends in the log, or is refused: answered by {@code ack} or {@code error} with the same id. */
    sealed interface Sending extends ClientFrame {
        UUID id();

        ConversationId conversation();
    }

    /** A message of 1 to 8,000 characters; {@code replyTo} is a seq or null. */
    record Send(UUID id, ConversationId conversation, String text, Long replyTo) implements Sending {
        @Override
        public String type() {
            return "send";
        }
    }

    /** The own message at seq {@code target} shall read {@code text}. */
    record Edit(UUID id, ConversationId conversation, long target, String text) implements Sending {
        @Override
        public String type() {
            return "edit";
        }
    }

    /** The message at seq {@code target} shall be gone. */
    record Delete(UUID id, ConversationId conversation, long target) implements Sending {
        @Override
        public String type() {
            return "delete";
        }
    }

    /** {@code emoji} on the message at seq {@code target}, or off it. */
    record React(UUID id, ConversationId conversation, long target, String emoji, boolean remove) implements Sending {
        @Override
        public String type() {
            return "react";
        }
    }

    /** How far a member has got. */
    sealed interface Mark extends ClientFrame {
        ConversationId conversation();

        long seq();
    }

    /** Everything up to {@code seq} is on this device. */
    record Received(ConversationId conversation, long seq) implements Mark {
        @Override
        public String type() {
            return "received";
        }
    }

    /** Everything up to {@code seq} is seen. */
    record Read(ConversationId conversation, long seq) implements Mark {
        @Override
        public String type() {
            return "read";
        }
    }

    /** The user is writing. */
    record Typing(ConversationId conversation) implements ClientFrame {
        @Override
        public String type() {
            return "typing";
        }
    }

    /** Tell me what I lack after these; with {@code complete}, also of conversations that are not named. */
    record Sync(Map<ConversationId, Long> cursors, boolean complete) implements ClientFrame {
        /** The most cursors of one frame. */
        public static final int MAX_CURSORS = 500;

        @Override
        public String type() {
            return "sync";
        }
    }

    /** Tell me of presence changes of these users, and of nobody else. */
    record Watch(Set<UserId> users) implements ClientFrame {
        /** The most users of one frame. */
        public static final int MAX_USERS = 200;

        @Override
        public String type() {
            return "watch";
        }
    }

    /** I am {@code online} or {@code away}. */
    record Status(PresenceStatus status) implements ClientFrame {
        @Override
        public String type() {
            return "status";
        }
    }

    /** Pass this on to a user who shares a conversation with me. */
    record Signal(UserId to, UUID call, JsonNode data) implements ClientFrame {
        @Override
        public String type() {
            return "signal";
        }
    }

    /** A fresh access token for this socket. */
    record Token(String accessToken) implements ClientFrame {
        @Override
        public String type() {
            return "token";
        }
    }

    /** Are you there? {@code id} is any JSON scalar, or null. */
    record Ping(JsonNode id) implements ClientFrame {
        @Override
        public String type() {
            return "ping";
        }
    }
}
