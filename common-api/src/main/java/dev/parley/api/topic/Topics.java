package dev.parley.api.topic;

/** The Kafka topics. Keys are UUIDs in their 36-character form and values JSON, both UTF-8, unless said otherwise. */
public final class Topics {
    /** Key: conversation; value: {@code ChatEvent}. The log: its number of partitions never changes. */
    public static final String EVENTS = "chat.events";

    /**
     * Key: conversation; value: {@link Position}; compacted; as many partitions as {@link #EVENTS}, and a conversation's
     * fact lies in the partition of the same number. Written by routers in the transaction that commits their offsets.
     */
    public static final String POSITIONS = "chat.positions";

    /** Key: conversation; value: {@code ConversationChange}; compacted. Written by persistence-service's outbox. */
    public static final String CONVERSATIONS = "chat.conversations";

    /** Key: conversation; value: {@code Receipt}. Written by message-service's front. */
    public static final String RECEIPTS = "chat.receipts";

    /** Key: user (heartbeats: node); value: {@code SessionReport}. Written by gateways. */
    public static final String SESSIONS = "chat.sessions";

    /** Records of {@link #EVENTS} that could not be stored, key and value as they were, with headers that say why. */
    public static final String DEAD_LETTERS = "chat.dead-letters";

    private Topics() {}
}
