package dev.parley.persistence.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.event.Seqs;
import org.junit.jupiter.api.Test;

class CoverageTest {
    @Test
    void afterCoversWhatFollowsUpToTheLimitOrTheEnd() {
        assertThat(Coverage.after(0, 120, 50)).isEqualTo(new Coverage(1, 50));
        assertThat(Coverage.after(100, 120, 50)).isEqualTo(new Coverage(101, 120));
    }

    @Test
    void afterTheEndCoversNothing() {
        assertThat(Coverage.after(120, 120, 50)).isEqualTo(new Coverage(121, 120));
        assertThat(Coverage.after(130, 120, 50)).isEqualTo(new Coverage(131, 130));
        assertThat(Coverage.after(0, 0, 50)).isEqualTo(new Coverage(1, 0));
        assertThat(Coverage.after(0, 0, 50).isEmpty()).isTrue();
    }

    @Test
    void noSeqIsTooGreatForTheArithmetic() {
        assertThat(Coverage.after(Long.MAX_VALUE, 120, 50).isEmpty()).isTrue();
        assertThat(Coverage.after(Long.MAX_VALUE - 10, 120, 50).isEmpty()).isTrue();
        assertThat(Coverage.after(Seqs.MAX, 120, 50)).isEqualTo(new Coverage(Seqs.MAX + 1, Seqs.MAX));
        assertThat(Coverage.before(Long.MAX_VALUE, 120, 50)).isEqualTo(new Coverage(71, 120));
        assertThat(Coverage.before(Seqs.MAX, Seqs.MAX, 50)).isEqualTo(new Coverage(Seqs.MAX - 50, Seqs.MAX - 1));
    }

    @Test
    void beforeCoversWhatPrecedesDownToTheLimitOrTheStart() {
        assertThat(Coverage.before(101, 120, 50)).isEqualTo(new Coverage(51, 100));
        assertThat(Coverage.before(11, 120, 50)).isEqualTo(new Coverage(1, 10));
        assertThat(Coverage.before(1, 120, 50)).isEqualTo(new Coverage(1, 0));
        assertThat(Coverage.before(500, 120, 50)).isEqualTo(new Coverage(71, 120));
    }

    @Test
    void newestCoversTheEndOfTheLog() {
        assertThat(Coverage.newest(120, 50)).isEqualTo(new Coverage(71, 120));
        assertThat(Coverage.newest(3, 50)).isEqualTo(new Coverage(1, 3));
        assertThat(Coverage.newest(0, 50)).isEqualTo(new Coverage(1, 0));
    }
}
