package dev.parley.endtoend.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.toolbox.client.ChatEvent;
import dev.parley.toolbox.client.Device;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

/** The promises of the contract as assertions over one conversation. Conversations with deletes are not for these. */
public final class Promises {
    private static final Duration CATCH_UP = Duration.ofSeconds(60);

    private final RunningParley running;

    public Promises(RunningParley running) {
        this.running = running;
    }

    /**
     * Waits until the devices have everything, and asserts that what was acknowledged by any device is there exactly once, that all
     * have the same seqs 1..n, and that live, history over REST and the rows in Postgres are the same.
     *
     * @return the last seq
     */
    public long hold(UUID conversation, List<Device> members, Collection<UUID> acked) {
        long last = awaitAllAcked(conversation, members, acked);
        List<Entry> first = entries(members.getFirst().events(conversation)).subList(0, (int) last);
        assertThat(first.stream().map(Entry::seq))
                .as("seqs of %s", conversation)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, last).boxed().toList());
        for (Device member : members) {
            String name = member.person().username();
            List<Entry> own = entries(member.events(conversation)).subList(0, (int) last);
            assertSame("what " + name + " has of " + conversation, own, first);
            assertThat(idsOfMessages(member.counting(conversation)))
                    .as("messages that %s has of %s", name, conversation)
                    .doesNotHaveDuplicates()
                    .containsAll(acked);
        }
        assertHistory(conversation, members.getFirst(), first);
        return last;
    }

    /**
     * Asserts that each member's messages, whose texts end with growing numbers behind a {@code #}, stand in the order in which they
     * were sent. Cuts do not change it; only somebody who was told to try again later may be overtaken by himself.
     */
    public void inOrder(UUID conversation, List<Device> members) {
        for (Device member : members) {
            if (member.outbox().retries() == 0) {
                assertThat(members.getFirst().counting(conversation).stream()
                                .filter(ChatEvent::isMessage)
                                .filter(event ->
                                        event.sender().equals(member.person().id()))
                                .map(event -> Long.valueOf(
                                        event.text().substring(event.text().lastIndexOf('#') + 1))))
                        .as("the order of what %s sent", member.person().username())
                        .isSorted();
            }
        }
    }

    private static long awaitAllAcked(UUID conversation, List<Device> members, Collection<UUID> acked) {
        Set<UUID> wanted = Set.copyOf(acked);
        for (Device member : members) {
            member.await(
                    "all " + wanted.size() + " acked messages of " + conversation,
                    CATCH_UP,
                    () -> Set.copyOf(idsOfMessages(member.counting(conversation)))
                            .containsAll(wanted));
        }
        long last = members.stream()
                .mapToLong(member -> member.cursor(conversation))
                .max()
                .orElseThrow();
        members.forEach(member -> member.awaitSeq(conversation, last, CATCH_UP));
        return last;
    }

    private void assertHistory(UUID conversation, Device member, List<Entry> live) {
        await("rows of " + conversation)
                .atMost(CATCH_UP)
                .until(() -> running.audit().rows(conversation).size() >= live.size());
        List<HistoryAudit.Row> rows = running.audit().rows(conversation).subList(0, live.size());
        assertSame("history of " + conversation, entries(member.person().history(conversation, 0)), live);
        assertSame(
                "rows of " + conversation,
                places(rows),
                live.stream().map(Entry::place).toList());
    }

    /** Says where two lists begin to differ, rather than all that is in them. */
    private static <T> void assertSame(String what, List<T> actual, List<T> expected) {
        for (int i = 0; i < expected.size(); i++) {
            T there = i < actual.size() ? actual.get(i) : null;
            assertThat(there).as("%s, entry %d", what, i).isEqualTo(expected.get(i));
        }
    }

    private static List<Place> places(List<HistoryAudit.Row> rows) {
        return rows.stream()
                .map(row -> new Place(row.seq(), row.kind(), row.id()))
                .toList();
    }

    private static List<UUID> idsOfMessages(List<ChatEvent> events) {
        return events.stream().filter(ChatEvent::isMessage).map(ChatEvent::id).toList();
    }

    /** A send that reached the log twice comes live with its id again, and from history as a void: both mean the same. */
    private static List<Entry> entries(List<ChatEvent> events) {
        Set<SentId> seen = new HashSet<>();
        return events.stream()
                .map(event -> event.isVoid() || !seen.add(new SentId(event.sender(), event.id()))
                        ? new Entry(event.seq(), "void", null, null, null, null)
                        : new Entry(event.seq(), event.kind(), event.sender(), event.id(), event.text(), event.at()))
                .toList();
    }

    private record SentId(UUID sender, UUID id) {}

    private record Entry(long seq, String kind, UUID sender, UUID id, String text, String at) {
        Place place() {
            return new Place(seq, kind, id);
        }
    }

    private record Place(long seq, String kind, UUID id) {}
}
