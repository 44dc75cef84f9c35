package dev.parley.persistence.search;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/** Cuts texts and queries into terms. Safe on any thread. */
@ApplicationScoped
class Words {
    private static final String WITHOUT_SPACES = StandardTokenizer.TOKEN_TYPES[StandardTokenizer.SOUTHEAST_ASIAN];

    private final Analyzer ofTexts = new WordAnalyzer(true);
    private final Analyzer ofQueries = new WordAnalyzer(false);

    /** A term and where in the text it stands. */
    record Word(String term, int start, int end) {}

    List<Word> inText(String text) {
        return cut(ofTexts, text, true);
    }

    List<Word> inQuery(String query) {
        return cut(ofQueries, query, false);
    }

    private static List<Word> cut(Analyzer analyzer, String text, boolean withSingles) {
        List<Word> words = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("text", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute place = stream.addAttribute(OffsetAttribute.class);
            TypeAttribute type = stream.addAttribute(TypeAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                Word word = new Word(term.toString(), place.startOffset(), place.endOffset());
                if (type.type().equals(WITHOUT_SPACES)) {
                    addPairs(words, word, withSingles);
                } else {
                    words.add(word);
                }
            }
            stream.end();
            return words;
        } catch (IOException impossible) {
            throw new UncheckedIOException("a text in memory can be read", impossible);
        }
    }

    /** Thai, Lao, Khmer and Burmese come as whole runs: they are paired like Chinese. */
    private static void addPairs(List<Word> words, Word run, boolean withSingles) {
        String term = run.term();
        boolean sameLength = term.length() == run.end() - run.start();
        for (int i = 0; i < term.length(); i++) {
            int start = sameLength ? run.start() + i : run.start();
            if (withSingles || term.length() == 1) {
                words.add(new Word(term.substring(i, i + 1), start, sameLength ? start + 1 : run.end()));
            }
            if (i + 2 <= term.length()) {
                words.add(new Word(term.substring(i, i + 2), start, sameLength ? start + 2 : run.end()));
            }
        }
    }

    @PreDestroy
    void close() {
        ofTexts.close();
        ofQueries.close();
    }
}
