package dev.parley.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.auth.problem.Refusal;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"abc", "ABC", "a_b", "a.b-c", "007", "abcdefghijklmnopqrstuvwxyz012345"})
    void userNamesOfTheRuleAreTaken(String name) {
        assertThat(Username.chosen(name).value()).isEqualTo(name.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "abcdefghijklmnopqrstuvwxyz0123456",
                "a b",
                "ab\u0000c",
                "ünal",
                "a/b",
                "\u212Aelvin",
                "abc\n"
            })
    void otherUserNamesAreRefused(String name) {
        assertThatThrownBy(() -> Username.chosen(name))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("username");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "Zoë", "李小龍", "👩‍👩‍👧 family", "a%_\\b"})
    void displayNamesMayBeNearlyAnything(String name) {
        assertThat(DisplayName.chosen("  " + name + " ").value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "   ", "a\u0000b", "a\nb", "\ud83d", "a\u2028b", "\u3164", "\u200b", "\u2800", "\u202e"})
    void displayNamesThatNoScreenCanShowAreRefused(String name) {
        assertThatThrownBy(() -> DisplayName.chosen(name)).isInstanceOf(Refusal.class);
    }

    @Test
    void displayNamesTurnNothingAround() {
        assertThat(DisplayName.chosen("\u202enimda\u2066").value()).isEqualTo("nimda");
    }

    @Test
    void displayNamesAreSearchedWithoutRegardToCaseAndWidth() {
        assertThat(DisplayName.chosen("ＡＬice ÉCLAIR").key()).isEqualTo("alice éclair");
    }

    @Test
    void avatarsAreWebAddressesOrSmallImages() {
        String image = Base64.getEncoder().encodeToString(new byte[1_000]);

        assertThat(new Avatar("https://example.org/a.png?x=1")).isNotNull();
        assertThat(new Avatar("data:image/png;base64," + image)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:image/svg+xml;base64,PHN2Zz4=",
                "data:text/html;base64,PGI+",
                "data:image/png;base64,",
                "data:image/png;base64,a",
                "ftp://example.org/a.png",
                "https://user:secret@example.org/a.png",
                "//example.org/a.png",
                "https://example.org/a b.png"
            })
    void otherAvatarsAreRefused(String value) {
        assertThatThrownBy(() -> new Avatar(value)).isInstanceOf(Refusal.class).hasMessageContaining("avatar");
    }

    @Test
    void largeAvatarsAreRefused() {
        String image = Base64.getEncoder().encodeToString(new byte[30_000]);

        assertThatThrownBy(() -> new Avatar("data:image/png;base64," + image)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new Avatar("https://example.org/" + "a".repeat(2_048)))
                .isInstanceOf(Refusal.class);
    }
}
