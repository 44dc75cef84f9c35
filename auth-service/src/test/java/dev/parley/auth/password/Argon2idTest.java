package dev.parley.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.parley.auth.problem.Refusal;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Argon2idTest {
    /** Made by the reference implementation: password "password", salt "somesalt". */
    private static final String REFERENCE =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Test
    void hashesAreThoseOfTheReferenceImplementation() {
        Argon2idHash.Cost cost = new Argon2idHash.Cost(65_536, 2, 1);

        assertThat(Argon2id.hash(bytes("password"), bytes("somesalt"), cost).phc())
                .isEqualTo(REFERENCE);
    }

    @Test
    void onlyTheRightPasswordMatches() {
        Argon2idHash expected = Argon2idHash.parse(REFERENCE);

        assertThat(Argon2id.matches(bytes("password"), expected)).isTrue();
        assertThat(Argon2id.matches(bytes("Password"), expected)).isFalse();
    }

    @Test
    void theNextHashUsesTheMemoryOfTheLast() {
        Argon2idHash.Cost cost = new Argon2idHash.Cost(19_456, 2, 1);
        Argon2id.hash(bytes("password"), bytes("somesalt"), cost);
        long before = allocatedBytes();

        Argon2id.hash(bytes("password"), bytes("somesalt"), cost);

        assertThat(allocatedBytes() - before).isLessThan(1 << 20);
    }

    @Test
    void otherHashesAreRefused() {
        assertThatThrownBy(() -> Argon2idHash.parse("$2a$10$abcdefghijklmnopqrstuv"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lengthIsCountedInCharactersAsPeopleTypeThem() {
        assertThat(Password.chosen("🐎🐎🐎🐎🐎🐎🐎🐎").bytes()).hasSize(32);
        assertThat(Password.chosen("🐎".repeat(128))).isNotNull();
        assertThatThrownBy(() -> Password.chosen("🐎".repeat(7))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Password.chosen("x".repeat(129))).isInstanceOf(Refusal.class);
    }

    @Test
    void theSameLetterTypedInTwoWaysIsTheSamePassword() {
        assertThat(Password.chosen("caf\u00e9 au lait")).isEqualTo(Password.presented("cafe\u0301 au lait"));
    }

    @Test
    void aPasswordIsNeverPrinted() {
        assertThat(Password.chosen("correct horse")).hasToString("Password");
    }

    private static long allocatedBytes() {
        return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getCurrentThreadAllocatedBytes();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
