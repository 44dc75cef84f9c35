package dev.parley.message.sending;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.CharacterProperties;
import com.ibm.icu.lang.UProperty;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReactionEmojiTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "👍",
                "👍🏽",
                "❤️",
                "😂",
                "🎉",
                "👩🏽‍🚀",
                "👨‍👩‍👧‍👦",
                "🇩🇪",
                "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
                "1️⃣",
                "©️",
                "🏳️‍🌈"
            })
    void emojiStayAsTheyAre(String emoji) {
        assertThat(ReactionEmoji.of(emoji)).contains(emoji);
    }

    @ParameterizedTest
    @CsvSource({"\u2764, ❤️", "\u2764\ufe0e, ❤️", "👍\ufe0f, 👍", "1\u20e3, 1️⃣", "🏳\u200d🌈, 🏳️‍🌈"})
    void spellingsOfOneEmojiAreOne(String text, String emoji) {
        assertThat(ReactionEmoji.of(text)).contains(emoji);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "1", "👍👍", "👍 ", "👍\u200b", "🇩", "\u200d", "\ufe0f", "漢", ":-)", "\ud83d", "\0"})
    void whatIsNoEmojiIsNone(String text) {
        assertThat(ReactionEmoji.of(text)).isEmpty();
    }

    @Test
    void thereAreSomeThousandOfThem() {
        assertThat(CharacterProperties.getBinaryPropertySet(UProperty.RGI_EMOJI).size())
                .isBetween(3_500, 10_000);
    }

    /** A native executable has only those files of a library that are registered. */
    @Test
    void aNativeExecutableIsToldOfTheFilesThatAreRead() throws ReflectiveOperationException, IOException {
        Properties settings = new Properties();
        try (InputStream in =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("application.properties")) {
            settings.load(in);
        }
        List<String> included = List.of(
                settings.getProperty("quarkus.native.resources.includes").split(","));

        URL icu =
                CharacterProperties.class.getProtectionDomain().getCodeSource().getLocation();
        try (Recording loader = new Recording(icu)) {
            loader.loadClass(CharacterProperties.class.getName())
                    .getMethod("getBinaryPropertySet", int.class)
                    .invoke(null, UProperty.RGI_EMOJI);
            assertThat(loader.read).isNotEmpty().isSubsetOf(included);
        }
    }

    /** Loads a library anew, and notes the files that it reads. */
    private static final class Recording extends URLClassLoader {
        private final Set<String> read = new HashSet<>();

        Recording(URL library) {
            super(new URL[] {library}, ClassLoader.getPlatformClassLoader());
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            InputStream stream = super.getResourceAsStream(name);
            if (stream != null) {
                read.add(name);
            }
            return stream;
        }
    }
}
