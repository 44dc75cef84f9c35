package dev.parley.gateway.following;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.event.EventFrame;
import dev.parley.api.id.ConversationId;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.gateway.socket.RecordingWire;
import dev.parley.gateway.socket.TestSockets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalConversationTest implements LocalConversation.DeliveryListener {
    private static final int LAGGING_AT = 100_000;

    private final ConversationId id = new ConversationId(UUID.randomUUID());
    private final RecordingWire wire = new RecordingWire();
    private final LocalConversation conversation = new LocalConversation(id, this);
    private final List<Long> removals = new ArrayList<>();
    private final List<Integer> batches = new ArrayList<>();
    private LocalUser leavesAtRemoval;
    private int timesBehind;
    private int timesPending;

    @BeforeEach
    void follow() {
        LocalUser user = new LocalUser(TestSockets.user());
        user.add(TestSockets.of(user.id(), wire, LAGGING_AT, 2 * LAGGING_AT));
        conversation.add(user);
        conversation.add(user);
    }

    @Override
    public void behind(LocalConversation lagging) {
        timesBehind++;
    }

    @Override
    public boolean isNews(byte[] frame) {
        return !new String(frame, UTF_8).contains("old");
    }

    /** Only at the end of the turn, which is when somebody looks. */
    @Override
    public void pending(LocalConversation waiting) {
        timesPending++;
    }

    @Override
    public void delivered(int frames, int sockets) {}

    @Override
    public void lagging(LocalUser user, ClientSocket socket) {
        if (!socket.isLagging()) {
            socket.lags();
        }
    }

    @Override
    public void published(int frames) {
        batches.add(frames);
    }

    @Override
    public void membersChanged(LocalConversation changed, byte[] event) {
        removals.add(EventFrame.seqOf(event));
        if (leavesAtRemoval != null) {
            conversation.remove(leavesAtRemoval);
        }
    }

    @Override
    public int sweep() {
        return 7;
    }

    private byte[] event(long seq) {
        return event(seq, "message");
    }

    private byte[] event(long seq, String kind) {
        return EventFrame.of(id.toString().getBytes(UTF_8), seq, ("{\"kind\":\"" + kind + "\"}").getBytes(UTF_8));
    }

    private void live(long... seqs) {
        LongStream.of(seqs).forEach(seq -> conversation.live(event(seq)));
    }

    private List<String> written() {
        conversation.flush();
        return wire.frames;
    }

    private List<Long> handedOut() {
        return written().stream()
                .map(frame -> EventFrame.seqOf(frame.getBytes(UTF_8)))
                .toList();
    }

    @Test
    void eventsAreHandedOutOnceToEachSocketAsTheyCome() {
        live(4, 5, 6);
        assertThat(handedOut()).containsExactly(4L, 5L, 6L);
        assertThat(timesBehind).isZero();
    }

    @Test
    void behindAGapEventsAreHeldUntilItIsFilled() {
        conversation.startAt(3);
        live(4, 6, 7);
        assertThat(handedOut()).containsExactly(4L);
        assertThat(timesBehind).isEqualTo(1);

        conversation.missed(List.of(event(5), event(6)));
        conversation.resume();
        assertThat(handedOut()).containsExactly(4L, 5L, 6L, 7L);
    }

    @Test
    void whatIsBehindAGapWaitsForHoweverManyTurnsItTakes() {
        conversation.startAt(3);
        live(6);
        assertThat(conversation.resume()).isFalse();
        live(7);
        conversation.missed(List.of(event(4)));
        assertThat(conversation.resume()).isFalse();
        assertThat(handedOut()).containsExactly(4L);

        conversation.missed(List.of(event(5)));
        assertThat(conversation.resume()).isTrue();
        assertThat(handedOut()).containsExactly(4L, 5L, 6L, 7L);
        assertThat(timesBehind).isEqualTo(1);
    }

    @Test
    void anEventThatIsMissedDuringATurnTakesAnotherOne() {
        conversation.startAt(0);
        live(2);
        conversation.missed(List.of(event(1)));
        live(3, 5);
        assertThat(conversation.resume()).isFalse();
        assertThat(handedOut()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aRemovalThatWasMissedIsActedOnBeforeWhatCameBehindIt() {
        LocalUser other = new LocalUser(TestSockets.user());
        RecordingWire others = new RecordingWire();
        other.add(TestSockets.of(other.id(), others));
        conversation.add(other);
        leavesAtRemoval = other;
        conversation.startAt(20);
        live(22, 23);
        conversation.resume();
        conversation.missed(List.of(event(21, "memberRemoved")));
        conversation.resume();
        assertThat(handedOut()).containsExactly(21L, 22L, 23L);
        assertThat(others.frames).hasSize(1);
    }

    @Test
    void whatContinuesIsNotHeldByADoubt() {
        conversation.startAt(3);
        conversation.suspect();
        live(4);
        assertThat(handedOut()).containsExactly(4L);
        assertThat(conversation.resume()).isTrue();
    }

    @Test
    void aMissingEndIsAskedForAgain() {
        conversation.startAt(3);
        conversation.headIs(5);
        assertThat(conversation.resume()).isFalse();
        live(4, 5);
        assertThat(conversation.resume()).isTrue();
    }

    @Test
    void heldEventsHaveABound() {
        int most = LocalConversation.MOST_HELD + 11;
        conversation.startAt(0);
        live(LongStream.rangeClosed(2, most).toArray());
        conversation.missed(List.of(event(1)));
        assertThat(conversation.resume()).isFalse();
        conversation.missed(LongStream.rangeClosed(2, 11).mapToObj(this::event).toList());
        assertThat(conversation.resume()).isTrue();
        assertThat(handedOut())
                .isEqualTo(LongStream.rangeClosed(1, most).boxed().toList());
    }

    @Test
    void aHeadAheadOfWhatWasSeenIsAReasonToCatchUpOnce() {
        conversation.startAt(3);
        conversation.headIs(3);
        assertThat(timesBehind).isZero();
        conversation.headIs(5);
        conversation.headIs(5);
        assertThat(timesBehind).isEqualTo(1);
        assertThat(conversation.head()).isEqualTo(5);
    }

    @Test
    void aHeadFromHistoryIsNoNewsAndAMovedOneIs() {
        conversation.startAt(3);
        assertThat(conversation.movedAt()).isZero();
        live(4);
        assertThat(conversation.movedAt()).isEqualTo(7);
    }

    @Test
    void aRemovalIsActedOnOnceAndRepeatsAreOnlyPassedOn() {
        conversation.startAt(3);
        conversation.live(event(4, "memberRemoved"));
        conversation.live(event(5, "memberAdded"));
        conversation.live(event(4, "memberRemoved"));
        assertThat(removals).containsExactly(4L);
        assertThat(handedOut()).containsExactly(4L, 5L, 4L);
    }

    @Test
    void framesThatAreNoEventsAreNeverHeld() {
        conversation.startAt(0);
        live(5);
        conversation.live("{\"type\":\"typing\"}".getBytes(UTF_8));
        assertThat(written()).containsExactly("{\"type\":\"typing\"}");
    }

    @Test
    void whatIsNoNewsIsHandedToNobody() {
        conversation.live("{\"type\":\"new\"}".getBytes(UTF_8));
        conversation.live("{\"type\":\"old\"}".getBytes(UTF_8));
        assertThat(written()).containsExactly("{\"type\":\"new\"}");
    }

    @Test
    void eventsOfOneTurnGoOutAtOnce() {
        live(4, 5, 6);
        assertThat(wire.frames).isEmpty();
        assertThat(timesPending).isEqualTo(1);

        assertThat(handedOut()).containsExactly(4L, 5L, 6L);
        assertThat(batches).containsExactly(3);
        assertThat(handedOut()).hasSize(3);
    }

    @Test
    void whoFollowsWhenAnEventComesGetsItAndNobodyElse() {
        LocalUser other = new LocalUser(TestSockets.user());
        RecordingWire others = new RecordingWire();
        other.add(TestSockets.of(other.id(), others));
        live(1);
        conversation.add(other);
        live(2, 3);
        conversation.remove(other);
        live(4);

        assertThat(handedOut()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(others.frames.stream().map(frame -> EventFrame.seqOf(frame.getBytes(UTF_8))))
                .containsExactly(2L, 3L);
        assertThat(batches).containsExactly(1, 2, 1);
    }

    @Test
    void eventsPassALaggingSocketByAndTheRestDoesNot() {
        wire.stalls = true;
        String read = "{\"type\":\"read\"}";
        int fit = LAGGING_AT / (event(1).length + RecordingWire.OVERHEAD + 2);
        for (int seq = 1; seq <= 2 * fit; seq++) {
            live(seq);
            conversation.flush();
        }
        conversation.live(read.getBytes(UTF_8));
        assertThat(written()).hasSizeBetween(fit / 2, fit + 1).endsWith(read);
        assertThat(wire.closedWith).isNull();
    }
}
