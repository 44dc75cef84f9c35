package dev.parley.persistence.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.util.AttributeImpl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordAnalyzerTest {
    /** Lucene makes a token's attributes by name and by reflection, which a native image only allows for what is registered. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyAttributeOfItsTokensIsRegistered(boolean withSingles) throws IOException {
        List<Class<?>> made = new ArrayList<>();
        try (WordAnalyzer analyzer = new WordAnalyzer(withSingles);
                TokenStream stream = analyzer.tokenStream("text", "Grüße aus 東京")) {
            stream.getAttributeImplsIterator()
                    .forEachRemaining((AttributeImpl attribute) -> made.add(attribute.getClass()));
        }

        Class<?>[] registered =
                WordAnalyzer.class.getAnnotation(RegisterForReflection.class).targets();
        assertThat(made).isNotEmpty().allMatch(type -> List.of(registered).contains(type), "registered");
    }
}
