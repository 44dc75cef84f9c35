package dev.parley.message.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.message.engine.Relays.Hint;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PipelinesTest {
    private static final int LARGE = 64_000;

    @Test
    void aPipelineIsBoundedByBytesAndTheOrderIsKept() {
        List<Hint> hints = IntStream.range(0, 1_000)
                .mapToObj(i -> new Hint("c" + i, new byte[i % 3 == 0 ? LARGE : i]))
                .toList();
        Pipelines pipelines = new Pipelines(hints.iterator());

        List<List<Hint>> cut = Stream.generate(() -> null)
                .takeWhile(ignored -> pipelines.hasNext())
                .map(ignored -> pipelines.next())
                .toList();

        assertThat(cut)
                .allSatisfy(pipeline -> assertThat(
                                pipeline.stream().mapToInt(Hint::bytes).sum())
                        .isBetween(1, Pipelines.MOST_BYTES));
        assertThat(cut).hasSizeLessThan(100);
        assertThat(cut.stream().flatMap(List::stream)).containsExactlyElementsOf(hints);
    }

    @Test
    void whatIsLongerThanAPipelineIsOneByItself() {
        List<Hint> hints = List.of(
                new Hint("a", new byte[1]), new Hint("b", new byte[Pipelines.MOST_BYTES]), new Hint("c", new byte[1]));
        Pipelines pipelines = new Pipelines(hints.iterator());

        assertThat(pipelines.next()).containsExactly(hints.get(0));
        assertThat(pipelines.next()).containsExactly(hints.get(1));
        assertThat(pipelines.next()).containsExactly(hints.get(2));
        assertThat(pipelines.hasNext()).isFalse();
    }

    @Test
    void noMoreIsTakenThanAPipelineAndOneHint() {
        int[] taken = {0};
        Pipelines pipelines = new Pipelines(Stream.generate(() -> new Hint("c", new byte[LARGE]))
                .peek(hint -> taken[0]++)
                .iterator());

        assertThat(pipelines.next()).hasSize(4);
        assertThat(taken[0]).isEqualTo(5);
    }
}
