package dev.parley.gateway.following;

import dev.parley.api.event.EventFrame;
import dev.parley.gateway.following.LocalConversation.DeliveryListener;
import dev.parley.gateway.frame.TextFrames;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.gateway.socket.Outbox;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames of one conversation for the same users, encoded once for all of them. Who follows when a frame comes is who
 * gets it: a change of the followers ends a batch. Filled under the conversation's lock, written by each event loop
 * that has sockets of these users.
 */
final class FrameBatch {
    /** Well below what makes a socket lag, so that one batch never does. */
    private static final int MOST_BYTES = 65_536;

    private final LocalUser[] users;
    private final List<byte[]> frames = new ArrayList<>(2);
    private int bytes;

    FrameBatch(LocalUser[] users) {
        this.users = users;
    }

    /** Whether another frame for these users belongs here. */
    @SuppressWarnings("ReferenceEquality") // Followers are copied on write: the same array is the same users.
    boolean takes(LocalUser[] followers) {
        return users == followers && bytes < MOST_BYTES;
    }

    void add(byte[] frame) {
        frames.add(frame);
        bytes += frame.length;
    }

    void handOver(DeliveryListener listener) {
        listener.published(frames.size());
        ByteBuf encoded = TextFrames.encode(frames);
        try {
            for (Outbox loop : loops()) {
                encoded.retain();
                loop.hand(() -> write(loop, encoded, listener));
            }
        } finally {
            encoded.release();
        }
    }

    private List<Outbox> loops() {
        List<Outbox> loops = new ArrayList<>(2);
        for (LocalUser user : users) {
            for (ClientSocket socket : user.socketArray()) {
                if (!loops.contains(socket.outbox())) {
                    loops.add(socket.outbox());
                }
            }
        }
        return loops;
    }

    private void write(Outbox loop, ByteBuf encoded, DeliveryListener listener) {
        int sockets = 0;
        try {
            for (LocalUser user : users) {
                for (ClientSocket socket : user.socketArray()) {
                    if (socket.outbox() == loop) {
                        if (!socket.share(encoded)) {
                            passBy(user, socket, listener);
                        }
                        sockets++;
                    }
                }
            }
        } finally {
            encoded.release();
        }
        listener.delivered(frames.size(), sockets);
    }

    /** A sync finds events again, but nothing else: that is written all the same. */
    private void passBy(LocalUser user, ClientSocket socket, DeliveryListener listener) {
        listener.lagging(user, socket);
        frames.stream().filter(frame -> EventFrame.seqOf(frame) < 0).forEach(socket::send);
    }
}
