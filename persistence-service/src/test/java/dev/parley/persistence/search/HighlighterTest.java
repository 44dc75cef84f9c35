package dev.parley.persistence.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HighlighterTest {
    private final Words words = new Words();
    private final Highlighter highlighter = new Highlighter(words);

    @Test
    void everythingButTheMarksIsEscaped() {
        assertThat(highlight("<b>\"Tom\" & 'Jerry'</b>", "tom"))
                .isEqualTo("&lt;b&gt;&quot;<mark>Tom</mark>&quot; &amp; &#39;Jerry&#39;&lt;/b&gt;");
    }

    @Test
    void overlappingPairsMakeOneMark() {
        assertThat(highlight("去東京都庁", "東京都")).isEqualTo("去<mark>東京都</mark>庁");
    }

    @Test
    void longTextsAreCutAroundTheFirstMatch() {
        String shown = highlight("word ".repeat(200) + "needle" + " word".repeat(200), "needle");
        assertThat(shown).startsWith("…").endsWith("…").contains("<mark>needle</mark>");
        assertThat(shown.length()).isLessThan(270);
    }

    @Test
    void charactersOfTwoHalvesStayWhole() {
        String shown = highlight("😀".repeat(200) + " needle", "needle");
        assertThat(shown.codePoints()).allMatch(one -> one < 0xD800 || one > 0xDFFF);
    }

    private String highlight(String text, String query) {
        return highlighter.highlight(text, Query.of(query, words));
    }
}
