package dev.parley.auth.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class KeySealTest {
    private static final byte[] PLAIN = {1, 2, 3};

    private final SecureRandom random = new SecureRandom();
    private final KeySeal seal = new KeySeal("0123456789abcdef0123456789abcdef", random);

    @Test
    void whatIsSealedCanBeOpened() throws GeneralSecurityException {
        assertThat(seal.open("a", seal.seal("a", PLAIN))).isEqualTo(PLAIN);
    }

    @Test
    void anotherSecretOpensNothing() throws GeneralSecurityException {
        KeySeal other = new KeySeal("another secret of 32 characters!", random);
        byte[] sealed = seal.seal("a", PLAIN);

        assertThatThrownBy(() -> other.open("a", sealed)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void aSealedKeyCannotPassForAnother() throws GeneralSecurityException {
        byte[] sealed = seal.seal("a", PLAIN);

        assertThatThrownBy(() -> seal.open("b", sealed)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void aShortSecretIsRefused() {
        assertThatThrownBy(() -> new KeySeal("short", random)).isInstanceOf(IllegalArgumentException.class);
    }
}
