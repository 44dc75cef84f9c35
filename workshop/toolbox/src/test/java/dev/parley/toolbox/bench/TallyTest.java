package dev.parley.toolbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final long START = 1_000_000_000L;
    private static final long MILLISECOND = 1_000_000L;
    private static final Room PAIR = new Room(new UUID(0, 1), List.of(0, 1));
    private static final Room GROUP = new Room(new UUID(0, 2), List.of(0, 1, 2));

    /** One message each millisecond, the even ones in the pair, the odd ones in the group; two are the warm-up. */
    private final Schedule schedule = new Schedule(List.of(PAIR, GROUP), 1_000, 2, 8, START);

    private final Tally tally = new Tally(schedule, new Random(1));

    @Test
    void latencyCountsFromTheDueTime() {
        send(3);

        ack(3, START + 8 * MILLISECOND);

        assertThat(tally.ackMicros().getMaxValue()).isBetween(5_000L, 5_010L);
    }

    @Test
    void theWarmUpLeavesNoTrace() {
        send(1);

        ack(1, START);
        deliver(1, 0);

        assertThat(tally.acks()).isZero();
        assertThat(tally.deliveries()).isEqualTo(new Tally.Deliveries(0, 0, 0));
        assertThat(tally.deliveryMicros().getTotalCount()).isZero();
    }

    @Test
    void everyMemberIsOwedADelivery() {
        send(3);
        ack(3, START);

        for (int member = 0; member < 3; member++) {
            deliver(3, member);
        }

        assertThat(tally.deliveries()).isEqualTo(new Tally.Deliveries(3, 3, 0));
    }

    @Test
    void doubledDeliveryDoesNotHideALostOne() {
        send(3);
        ack(3, START);

        deliver(3, 0);
        deliver(3, 1);
        deliver(3, 1);

        assertThat(tally.deliveries()).isEqualTo(new Tally.Deliveries(3, 2, 1));
        assertThat(tally.deliveries().lost()).isEqualTo(1);
    }

    @Test
    void manyRepeatsDoNotOverflow() {
        send(2);
        ack(2, START);

        for (int i = 0; i < 1_000; i++) {
            deliver(2, 0);
        }

        assertThat(tally.deliveries().doubled()).isEqualTo(Byte.MAX_VALUE - 1);
    }

    @Test
    void whatWasNotAcknowledgedIsNotOwed() {
        send(2);

        assertThat(tally.deliveries().owed()).isZero();
        assertThat(tally.unanswered()).isEqualTo(6);
    }

    @Test
    void aSecondAnswerIsCountedApart() {
        send(2);

        ack(2, START);
        ack(2, START);
        refuse(2, "unavailable");

        assertThat(tally.acks()).isEqualTo(1);
        assertThat(tally.repeatedAnswers()).isEqualTo(2);
        assertThat(tally.refused()).isZero();
        assertThat(tally.isAcked(2)).isTrue();
    }

    @Test
    void refusalsAreCountedByTheirCode() {
        send(2);
        send(3);

        refuse(2, "rate_limited");
        refuse(3, "rate_limited");
        tally.refused(0, 0, "bad_frame");

        assertThat(tally.refusals()).containsOnlyKeys("rate_limited").containsEntry("rate_limited", 2L);
        assertThat(tally.errors()).containsOnlyKeys("bad_frame");
        assertThat(tally.unanswered()).isEqualTo(4);
    }

    @Test
    void messageBehindOneOfAHigherSeqIsMisordered() {
        send(2);

        tally.delivered(2, 1, false, START);

        assertThat(tally.misordered()).isEqualTo(1);
    }

    @Test
    void repeatIsDoubledAndNotMisordered() {
        send(2);
        ack(2, START);
        deliver(2, 1);

        tally.delivered(2, 1, false, START);

        assertThat(tally.misordered()).isZero();
        assertThat(tally.deliveries().doubled()).isEqualTo(1);
    }

    @Test
    void ownMessagesInAnotherOrderThanSentAreMisordered() {
        int sender = schedule.sender(2);
        send(2);
        send(6);

        deliver(6, sender);
        deliver(2, sender);

        assertThat(schedule.sender(6)).isEqualTo(sender);
        assertThat(tally.misordered()).isEqualTo(1);
    }

    @Test
    void messagesOfAnotherRunAreNobodysBusiness() {
        var other = new Tally(schedule, new Random(2));

        assertThat(tally.number(other.ids().upper(0), other.ids().lower(3))).isEqualTo(-1);
    }

    private void send(int number) {
        tally.sent(number, schedule.due(number));
    }

    private void ack(int number, long at) {
        tally.acked(tally.ids().upper(0), tally.ids().lower(number), at);
    }

    private void refuse(int number, String code) {
        tally.refused(tally.ids().upper(0), tally.ids().lower(number), code);
    }

    private void deliver(int number, int member) {
        tally.delivered(number, member, true, START + 100 * MILLISECOND);
    }
}
