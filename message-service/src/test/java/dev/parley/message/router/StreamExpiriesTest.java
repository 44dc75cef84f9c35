package dev.parley.message.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.channel.Channels;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StreamExpiriesTest {
    private static final Duration HALF = Duration.ofSeconds(Channels.RECENT_SECONDS / 2);

    private final ConversationKey one = new ConversationKey(1, 1);
    private final ConversationKey two = new ConversationKey(2, 2);
    private Instant now = Instant.parse("2026-01-02T03:00:00Z");
    private final StreamExpiries expiries = new StreamExpiries(clock());

    @Test
    void onlyAStreamThatWasGivenItsTimeToLiveIsLasting() {
        expiries.given(List.of(one));

        assertThat(expiries.isLasting(one)).isTrue();
        assertThat(expiries.isLasting(two)).isFalse();
    }

    @Test
    void noStreamIsLastingForLongerThanHalfItsTimeToLive() {
        expiries.given(List.of(one));
        now = now.plus(HALF.minusMillis(1));
        assertThat(expiries.isLasting(one)).isTrue();

        now = now.plusMillis(1);

        assertThat(expiries.isLasting(one)).isFalse();
    }

    @Test
    void afterAFailureNoneIsLasting() {
        expiries.given(List.of(one));

        expiries.forget();

        assertThat(expiries.isLasting(one)).isFalse();
    }

    @Test
    void neverAreMoreRememberedThanTheBound() {
        expiries.given(keys(StreamExpiries.MOST));

        expiries.given(List.of(one));

        assertThat(expiries.size()).isEqualTo(1);
        assertThat(expiries.isLasting(one)).isTrue();
    }

    private static List<ConversationKey> keys(int number) {
        return LongStream.range(0, number)
                .mapToObj(i -> new ConversationKey(7, i))
                .toList();
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }
}
