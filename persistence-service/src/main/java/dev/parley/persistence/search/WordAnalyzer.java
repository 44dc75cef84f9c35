package dev.parley.persistence.search;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.PackedTokenAttributeImpl;

/**
 * Cuts a text by Unicode's rules for words, then folds width, case and accents. Chinese, Japanese and Korean runs become
 * overlapping pairs, and single characters too if wanted. What Lucene makes by reflection on its behalf is registered here, for a
 * native image.
 */
@RegisterForReflection(targets = PackedTokenAttributeImpl.class)
final class WordAnalyzer extends Analyzer {
    private static final int ALL_SCRIPTS =
            CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;

    private final boolean withSingles;

    /**
     * @param withSingles whether characters that are part of a pair are terms too: true for what is searched, so that one
     *     character finds it; false for what it is searched with, where the pairs say more
     */
    WordAnalyzer(boolean withSingles) {
        this.withSingles = withSingles;
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        StandardTokenizer source = new StandardTokenizer();
        TokenStream folded = new LowerCaseFilter(new CJKWidthFilter(source));
        TokenStream paired = new CJKBigramFilter(folded, ALL_SCRIPTS, withSingles);
        return new TokenStreamComponents(source, new ASCIIFoldingFilter(paired));
    }
}
