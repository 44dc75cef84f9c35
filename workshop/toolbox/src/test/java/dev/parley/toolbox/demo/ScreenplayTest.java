package dev.parley.toolbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenplayTest {
    @Test
    void everyKindOfLineIsRead() {
        var scene = Screenplay.parse(List.of(
                        "# a remark",
                        "== maya, jonas | A title",
                        "maya: hello: you",
                        "jonas > 1: hi",
                        "maya edit 1: hello",
                        "jonas react 1: 🎉",
                        "maya delete 1",
                        "jonas read"))
                .scenes()
                .getFirst();

        assertThat(scene.people()).containsExactly("maya", "jonas");
        assertThat(scene.title()).isEqualTo("A title");
        assertThat(scene.lines())
                .containsExactly(
                        new Screenplay.Line.Message("maya", 0, "hello: you"),
                        new Screenplay.Line.Message("jonas", 1, "hi"),
                        new Screenplay.Line.Edit("maya", 1, "hello"),
                        new Screenplay.Line.Reaction("jonas", 1, "🎉"),
                        new Screenplay.Line.Deletion("maya", 1),
                        new Screenplay.Line.Reading("jonas"));
    }

    @Test
    void whatIsNoLineIsRefused() {
        assertThatThrownBy(() -> Screenplay.parse(List.of("== maya, jonas", "maya dances")))
                .hasMessageContaining("maya dances");
    }

    @Test
    void everyLineOfTheDemoIsByAMemberAboutAMessageThatWasSaid() {
        for (Screenplay.Scene scene : Screenplay.read().scenes()) {
            int said = 0;
            for (Screenplay.Line line : scene.lines()) {
                assertThat(scene.people()).as("%s", line).contains(line.who());
                int about = switch (line) {
                    case Screenplay.Line.Message message -> {
                        said++;
                        yield message.answers() < said ? message.answers() : said + 1;
                    }
                    case Screenplay.Line.Edit edit -> edit.message();
                    case Screenplay.Line.Reaction reaction -> reaction.message();
                    case Screenplay.Line.Deletion deletion -> deletion.message();
                    case Screenplay.Line.Reading _ -> 0;
                };
                assertThat(about).as("%s", line).isLessThanOrEqualTo(said);
            }
        }
    }

    @Test
    void onlyOwnMessagesAreEditedOrDeleted() {
        for (Screenplay.Scene scene : Screenplay.read().scenes()) {
            List<String> authors = scene.lines().stream()
                    .filter(Screenplay.Line.Message.class::isInstance)
                    .map(Screenplay.Line::who)
                    .toList();
            for (Screenplay.Line line : scene.lines()) {
                if (line instanceof Screenplay.Line.Edit edit) {
                    assertThat(edit.who()).as("%s", line).isEqualTo(authors.get(edit.message() - 1));
                }
                if (line instanceof Screenplay.Line.Deletion deletion) {
                    assertThat(deletion.who()).as("%s", line).isEqualTo(authors.get(deletion.message() - 1));
                }
            }
        }
    }
}
