package dev.parley.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class RefreshTokenTest {
    private final SecureRandom random = new SecureRandom();
    private final Successors successors = new Successors("0123456789abcdef0123456789abcdef", random);

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

        RefreshToken next = successors.of(token, successors.salt());

        assertThat(next.familyHash()).isEqualTo(token.familyHash());
        assertThat(next.ownHash()).isNotEqualTo(token.ownHash());
    }

    @Test
    void theNextTokenCanBeMadeAgainByWhoHasTokenSaltAndSecret() {
        RefreshToken token = RefreshToken.first(random);
        byte[] salt = successors.salt();
        String next = successors.of(token, salt).text();

        assertThat(successors.of(token, salt).text()).isEqualTo(next);
        assertThat(successors.of(token, successors.salt()).text()).isNotEqualTo(next);
        assertThat(successors.of(RefreshToken.first(random), salt).text()).isNotEqualTo(next);
        assertThat(new Successors("another secret of 32 characters!", random)
                        .of(token, salt)
                        .text())
                .isNotEqualTo(next);
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
