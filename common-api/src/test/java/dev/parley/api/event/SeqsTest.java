package dev.parley.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeqsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 9_007_199_254_740_991L})
    void seqsAreCursorsToo(long number) {
        assertThat(Seqs.isSeq(number)).isTrue();
        assertThat(Seqs.isCursor(number)).isTrue();
    }

    @Test
    void cursorMayBeBeforeTheFirstSeq() {
        assertThat(Seqs.isSeq(0)).isFalse();
        assertThat(Seqs.isCursor(0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 9_007_199_254_740_992L, Long.MAX_VALUE})
    void whatJsonCannotHoldIsNeither(long number) {
        assertThat(Seqs.isSeq(number)).isFalse();
        assertThat(Seqs.isCursor(number)).isFalse();
    }
}
