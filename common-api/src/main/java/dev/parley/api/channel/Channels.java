package dev.parley.api.channel;

import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;

/**
 * The Redis channels and keys that more than one service touches. A channel is a hint: no correctness rests on a
 * publish arriving. The part in braces is the hash tag: what belongs to one conversation or user lies on one node.
 */
public final class Channels {
    /**
     * The most events that a conversation's recent stream keeps (approximately: Redis trims whole nodes). Long events
     * make it shorter.
     */
    public static final int RECENT_EVENTS = 128;

    /**
     * Seconds after the last event at which a conversation's recent stream is forgotten: no later, and not before half
     * of them.
     */
    public static final int RECENT_SECONDS = 3_600;

    /** The one field of an entry of a recent stream: the finished event frame. */
    public static final String RECENT_FIELD = "f";

    /**
     * The sessions that have ended while an access token of theirs may still live: a Redis stream, the oldest entries
     * trimmed away, that every gateway reads to its end again and again, so that none depends on having been told.
     * Fields of an entry: {@link #ENDED_FIELD}. A publish on the channel of the same name says that it has grown; its
     * payload means nothing.
     */
    public static final String ENDED_SESSIONS = "sessions:ended";

    /** The one field of an entry of {@link #ENDED_SESSIONS}: ids of sessions, comma-separated. */
    public static final String ENDED_FIELD = "s";

    private static final String OF_CONVERSATION = "chat:{";

    private Channels() {}

    /** Whether a key or channel belongs to a conversation, whose id then stands in braces. */
    public static boolean isOfConversation(String name) {
        return name.startsWith(OF_CONVERSATION);
    }

    /** A key or channel of a conversation, so on its node. */
    public static String of(ConversationId conversation, String rest) {
        return OF_CONVERSATION + conversation + "}:" + rest;
    }

    /**
     * Finished server frames for every member of a conversation, one a publish: {@code event} (by the router),
     * {@code read}, {@code delivered} (by the router, from receipts), {@code conversation} with change {@code updated}
     * (by the router) and {@code typing} (by gateways).
     */
    public static String live(ConversationId conversation) {
        return of(conversation, "live");
    }

    /**
     * A Redis stream of the last events of a conversation, written by the router in the pipeline of the publish. Entry
     * id {@code <seq>-0}, so that Redis itself refuses a repeat and a range is asked for by seq; field {@link
     * #RECENT_FIELD}. With a delete everything before it goes, so that the text is not handed out from here any more.
     */
    public static String recent(ConversationId conversation) {
        return of(conversation, "recent");
    }

    /** {@link UserNotice}s as JSON, for the gateways that hold a socket of this user. */
    public static String user(UserId user) {
        return "user:{" + user + "}:notices";
    }

    /** Finished {@code presence} frames about this user, for the gateways on which somebody watches him. */
    public static String presence(UserId user) {
        return "user:{" + user + "}:presence";
    }

    /**
     * {@link HeadsDigest}s as JSON: which conversations of a partition of {@code chat.events} moved lately, and how
     * far. Each change stands in two digests in a row, so that one lost publish hides nothing.
     */
    public static String heads(int partition) {
        return "heads:" + partition;
    }
}
