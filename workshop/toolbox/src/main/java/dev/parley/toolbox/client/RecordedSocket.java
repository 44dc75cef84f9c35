package dev.parley.toolbox.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A socket and everything it has heard, for tests that look at single frames. Safe on any thread. */
public final class RecordedSocket implements FrameListener {
    private static final int MOST_SAID = 4_000;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Bell bell = new Bell();
    private final List<ServerFrame> frames = new ArrayList<>();
    private LiveSocket socket;

    private RecordedSocket() {}

    /** Opens a socket and waits for its {@code welcome}. */
    public static RecordedSocket open(Person person, int gateway) {
        var recorded = new RecordedSocket();
        recorded.socket =
                person.open(gateway, recorded).orTimeout(15, TimeUnit.SECONDS).join();
        recorded.await(ServerFrame.Welcome.class, _ -> true);
        return recorded;
    }

    /** To say something. */
    public LiveSocket say() {
        return socket;
    }

    /** Asks for everything of a conversation, as a client does that has just heard of it; what comes after is heard live. */
    public void follow(UUID conversation) {
        bell.await("the conversation to be known here", PATIENCE, () -> synced(conversation), this::state);
    }

    /** Right after a conversation was made, a gateway may not know of it yet, and says so. */
    private boolean synced(UUID conversation) {
        int answers = answers(conversation);
        socket.sync(Map.of(conversation, 0L), false);
        bell.await("an answer to sync", PATIENCE, () -> answers(conversation) > answers, this::state);
        return heard(ServerFrame.Synced.class).stream().anyMatch(synced -> conversation.equals(synced.conversation()));
    }

    private int answers(UUID conversation) {
        return (int) frames().stream()
                .filter(frame -> frame instanceof ServerFrame.Refusal
                        || (frame instanceof ServerFrame.Synced synced && conversation.equals(synced.conversation())))
                .count();
    }

    private String state() {
        String heard = "heard " + frames();
        return heard.length() < MOST_SAID ? heard : heard.substring(0, MOST_SAID) + " ...";
    }

    @Override
    public void onFrame(LiveSocket from, ServerFrame frame) {
        synchronized (frames) {
            frames.add(frame);
        }
        bell.ring();
    }

    @Override
    public void onEnd(LiveSocket from, SocketEnd end) {
        bell.ring();
    }

    /** The first frame of this kind that fits, heard already or within some seconds. */
    public <T extends ServerFrame> T await(Class<T> kind, Predicate<T> fits) {
        bell.await("a frame " + kind.getSimpleName(), PATIENCE, () -> has(kind, fits), this::state);
        return heard(kind).stream().filter(fits).findFirst().orElseThrow();
    }

    /** Waits until this many frames of a kind are heard. */
    public void awaitCount(Class<? extends ServerFrame> kind, int count) {
        bell.await(
                count + " frames " + kind.getSimpleName(),
                PATIENCE,
                () -> heard(kind).size() >= count,
                this::state);
    }

    /** How the socket ends. */
    public SocketEnd awaitEnd() {
        bell.await("the end of the socket", PATIENCE, () -> !socket.isOpen(), this::state);
        return socket.ended().join();
    }

    /** Everything heard so far. */
    public List<ServerFrame> frames() {
        synchronized (frames) {
            return List.copyOf(frames);
        }
    }

    /** Everything of one kind heard so far. */
    public <T extends ServerFrame> List<T> heard(Class<T> kind) {
        return frames().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Waits until all that was said before has been dealt with by the gateway, as far as a {@code pong} shows it. */
    public void settle() {
        String id = UUID.randomUUID().toString();
        socket.ping(id);
        await(ServerFrame.Pong.class, pong -> id.equals(pong.id()));
    }

    private <T extends ServerFrame> boolean has(Class<T> kind, Predicate<T> fits) {
        return heard(kind).stream().anyMatch(fits);
    }
}
