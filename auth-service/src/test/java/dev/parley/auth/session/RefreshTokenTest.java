package dev.parley.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class RefreshTokenTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void aTokenIsReadAsItWasWritten() {
        RefreshToken token = RefreshToken.first(random);

        RefreshToken read = RefreshToken.parse(token.text()).orElseThrow();

        assertThat(read.familyHash()).isEqualTo(token.familyHash());
        assertThat(read.ownHash()).isEqualTo(token.ownHash());
    }

    @Test
    void theNextTokenIsAnotherOneOfTheSameFamily() {
        RefreshToken token = RefreshToken.first(random);

        RefreshToken next = token.next(random);

        assertThat(next.familyHash()).isEqualTo(token.familyHash());
        assertThat(next.ownHash()).isNotEqualTo(token.ownHash());
    }

    @Test
    void whatIsNoTokenIsNotRead() {
        assertThat(RefreshToken.parse(null)).isEmpty();
        assertThat(RefreshToken.parse("")).isEmpty();
        assertThat(RefreshToken.parse("!".repeat(86))).isEmpty();
        assertThat(RefreshToken.parse("a".repeat(1_000_000))).isEmpty();
    }

    @Test
    void aTokenIsNeverPrinted() {
        assertThat(RefreshToken.first(random)).hasToString("RefreshToken");
    }
}
