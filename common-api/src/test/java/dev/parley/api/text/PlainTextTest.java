package dev.parley.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "two\nlines",
                "two\r\nlines",
                "a\ttab",
                "👍",
                "👩🏽‍🚀",
                "漢字",
                "e\u0301",
                "\u05d0\u200f!",
                "a\u2028b",
                "\u202eabc",
                "\ufffd"
            })
    void textIsClean(String text) {
        assertThat(PlainText.isClean(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0",
                "a\0b",
                "\ud83d",
                "\udc4d",
                "\udc4d\ud83d",
                "x\ud83dx",
                "x\ud83d",
                "\u001b[2J",
                "\b",
                "\r",
                "over\rwritten",
                "\n\r",
                "\u007f",
                "\u0085",
                "\u009b2J"
            })
    void whatIsNoTextIsNotClean(String text) {
        assertThat(PlainText.isClean(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", " x", "\u200b.", "👍", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "漢", "\u0301", "\u2801", "\u0600", "\ue000"})
    void thereIsSomethingToSee(String text) {
        assertThat(PlainText.isVisible(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n\t \r\n",
                "\u00a0\u2003\u202f\u205f\u3000\u2028",
                "\u200b\u200c\u200d\u2060\ufeff",
                "\u200e\u200f\u061c",
                "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
                "\u3164",
                "\uffa0\u115f\u1160",
                "\u2800\u2800",
                "\u00ad\u034f\u180e",
                "\ufe0f",
                "\udb40\udc67\udb40\udd00"
            })
    void thereIsNothingToSee(String text) {
        assertThat(PlainText.isVisible(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Ann,Ann",
                "  Ann  ,Ann",
                "Zoe\u0308,Zo\u00eb",
                "\u202eevil\u202c,evil",
                "\u2066 a\u2069b ,ab",
                "\u05d0\u200e1,\u05d0\u200e1",
                "👩‍👩‍👧 us,👩‍👩‍👧 us",
                "\n Ann\t\u202c,Ann",
                "1234567890,1234567890"
            })
    void aNameIsShownAs(String wanted, String name) {
        assertThat(PlainText.name(wanted, 10)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "\u3164",
                "\u202e\u202c",
                "\u2800",
                "a\nb",
                "a\tb",
                "a\u2028b",
                "a\0b",
                "\ud83d",
                "a\u001bb",
                "12345678901"
            })
    void whatIsNoNameIsRefused(String wanted) {
        assertThat(PlainText.name(wanted, 10)).isEmpty();
    }

    @Test
    void noNameIsAskedForInVain() {
        assertThat(PlainText.name(null, 10)).isEmpty();
        assertThat(PlainText.name("x".repeat(10_000_000), 10)).isEmpty();
    }

    @Test
    void whatUnicodeIgnoresIsIgnored() {
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .filter(point -> PlainText.isIgnorable(point)
                                != UCharacter.hasBinaryProperty(point, UProperty.DEFAULT_IGNORABLE_CODE_POINT)))
                .isEmpty();
    }
}
