package dev.parley.verify.mutant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MutantTest {
    private static final Path ROOT = Path.of(System.getProperty("parley.root", "../.."));

    private static final List<String> LINES = List.of(
            "why: a mistake",
            "arguments: --people 6",
            "breaks: once|1..n",
            "file: A.java",
            "--- before",
            "one",
            "two",
            "--- after",
            "three",
            "file: B.java",
            "--- before",
            "four",
            "--- after");

    @Test
    void aFileTellsAMutant() {
        Mutant mutant = Mutant.parse("mistake", LINES);

        assertThat(mutant.arguments()).containsExactly("--people", "6");
        assertThat(mutant.breaks()).containsExactly("once", "1..n");
        assertThat(mutant.edits())
                .containsExactly(
                        new Mutant.Edit(Path.of("A.java"), "one\ntwo", "three"),
                        new Mutant.Edit(Path.of("B.java"), "four", ""));
    }

    @Test
    void linesThatAreGoneOrStandTwiceAreSaidSo() {
        var edit = new Mutant.Edit(Path.of("A.java"), "one", "two");

        assertThat(edit.applyTo("zero\none\n")).isEqualTo("zero\ntwo\n");
        assertThatThrownBy(() -> edit.applyTo("zero")).hasMessageContaining("no longer in A.java");
        assertThatThrownBy(() -> edit.applyTo("one one")).hasMessageContaining("twice");
    }

    /** Whoever changes the lines of a mutant hears of it here, and not only when all of them are run. */
    @Test
    void everyMutantStillApplies() throws IOException {
        List<Mutant> mutants = Mutant.in(ROOT.resolve("workshop/verify/mutants"));

        assertThat(mutants).isNotEmpty();
        for (Mutant mutant : mutants) {
            assertThat(mutant.why()).as(mutant.name()).isNotEmpty();
            assertThat(mutant.breaks()).as(mutant.name()).isNotEmpty();
            assertThat(mutant.edits()).as(mutant.name()).isNotEmpty();
            for (Mutant.Edit edit : mutant.edits()) {
                assertThat(edit.applyTo(Files.readString(ROOT.resolve(edit.file()))))
                        .as(mutant.name())
                        .contains(edit.after());
            }
        }
    }
}
