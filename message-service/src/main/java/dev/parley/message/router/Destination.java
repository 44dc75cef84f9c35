package dev.parley.message.router;

import dev.parley.api.channel.Channels;
import dev.parley.api.event.EventFrame;
import dev.parley.api.id.ConversationId;
import dev.parley.redis.KeyCommand;
import io.vertx.redis.client.Command;
import java.util.UUID;

/**
 * Where the events of one conversation go in Redis, its recent stream and its live channel, and the commands that bring
 * them there. Immutable.
 */
final class Destination {
    private static final String SECONDS = Integer.toString(Channels.RECENT_SECONDS);

    private final String recent;
    private final String live;
    private final RecentBound bound;
    private final boolean lasting;

    /**
     * @param bound how long the recent stream may be
     * @param lasting whether the recent stream needs no new time to live: then an append must not make one that would
     * have none
     */
    Destination(ConversationKey conversation, RecentBound bound, boolean lasting) {
        ConversationId id = new ConversationId(new UUID(conversation.high(), conversation.low()));
        this.recent = Channels.recent(id);
        this.live = Channels.live(id);
        this.bound = bound;
        this.lasting = lasting;
    }

    boolean lasting() {
        return lasting;
    }

    /**
     * Appends an event. Answered with nil, and not done, if the stream was thought to be {@link #lasting} and is gone.
     */
    KeyCommand append(Outgoing event) {
        KeyCommand append = KeyCommand.of(Command.XADD, recent);
        if (lasting) {
            append.arg("NOMKSTREAM");
        }
        return entry(append, event);
    }

    /** Appends an event, to a new stream if there is none. */
    KeyCommand appendAnyway(Outgoing event) {
        return entry(KeyCommand.of(Command.XADD, recent), event);
    }

    /**
     * With a deletion everything before it goes: whoever syncs from here on gets that from history, where the text is
     * gone. It goes by the deletion's own seq and with its entry, so a router that says it again, late, takes nothing
     * that came behind it.
     */
    private KeyCommand entry(KeyCommand append, Outgoing event) {
        String entry = event.seq() + "-0";
        if (EventFrame.isKind(event.frame(), "delete")) {
            append.arg("MINID").arg(entry);
        } else {
            append.arg("MAXLEN").arg("~").arg(bound.events(event.frame()));
        }
        return append.arg(entry).arg(Channels.RECENT_FIELD).arg(event.frame());
    }

    KeyCommand publish(Outgoing event) {
        return KeyCommand.of(Command.PUBLISH, live).arg(event.frame());
    }

    KeyCommand expire() {
        return KeyCommand.of(Command.EXPIRE, recent).arg(SECONDS);
    }

    /** Asks for the last entry of the recent stream. */
    KeyCommand last() {
        return KeyCommand.of(Command.XREVRANGE, recent)
                .arg("+")
                .arg("-")
                .arg("COUNT")
                .arg("1");
    }
}
