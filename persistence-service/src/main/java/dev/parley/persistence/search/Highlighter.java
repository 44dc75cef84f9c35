package dev.parley.persistence.search;

import dev.parley.persistence.search.Words.Word;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.BitSet;

/**
 * Shows where a text matches: HTML in which the matches stand in {@code <mark>} and everything else is escaped; of a long
 * text the part around the first match, with an ellipsis where something is left out.
 */
@ApplicationScoped
class Highlighter {
    private static final int BEFORE = 60;
    private static final int LONGEST = 240;

    private final Words words;

    Highlighter(Words words) {
        this.words = words;
    }

    String highlight(String text, Query query) {
        BitSet marked = new BitSet(text.length());
        for (Word word : words.inText(text)) {
            if (query.matches(word.term())) {
                marked.set(word.start(), word.end());
            }
        }
        int first = Math.max(0, marked.nextSetBit(0));
        int start = text.length() <= LONGEST ? 0 : whole(text, Math.max(0, first - BEFORE));
        int end = whole(text, Math.min(text.length(), start + LONGEST));
        return (start > 0 ? "…" : "") + html(text, marked, start, end) + (end < text.length() ? "…" : "");
    }

    /** Not between the two halves of one character. */
    private static int whole(String text, int index) {
        boolean between = index > 0
                && index < text.length()
                && Character.isLowSurrogate(text.charAt(index))
                && Character.isHighSurrogate(text.charAt(index - 1));
        return between ? index - 1 : index;
    }

    private static String html(String text, BitSet marked, int start, int end) {
        StringBuilder html = new StringBuilder(end - start + 64);
        for (int i = start; i < end; i++) {
            if (marked.get(i) && (i == start || !marked.get(i - 1))) {
                html.append("<mark>");
            }
            appendEscaped(html, text.charAt(i));
            if (marked.get(i) && (i + 1 == end || !marked.get(i + 1))) {
                html.append("</mark>");
            }
        }
        return html.toString();
    }

    private static void appendEscaped(StringBuilder html, char one) {
        switch (one) {
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            case '&' -> html.append("&amp;");
            case '"' -> html.append("&quot;");
            case '\'' -> html.append("&#39;");
            default -> html.append(one);
        }
    }
}
