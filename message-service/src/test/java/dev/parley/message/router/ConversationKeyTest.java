package dev.parley.message.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConversationKeyTest {
    @Test
    void readsWhatItWrites() {
        UUID id = UUID.fromString("f1920000-aBcd-7000-8000-0000000000ff");

        ConversationKey key =
                ConversationKey.parse(id.toString().getBytes(UTF_8)).orElseThrow();

        assertThat(key).isEqualTo(new ConversationKey(id.getMostSignificantBits(), id.getLeastSignificantBits()));
        assertThat(key.bytes()).asString(UTF_8).isEqualTo(id.toString());
    }

    @Test
    void otherKeysAreNone() {
        assertThat(ConversationKey.parse(null)).isEmpty();
        assertThat(ConversationKey.parse(new byte[0])).isEmpty();
        assertThat(ConversationKey.parse(new byte[36])).isEmpty();
        assertThat(ConversationKey.parse("f1920000-abcd-7000-8000-0000000000fg".getBytes(UTF_8)))
                .isEmpty();
        assertThat(ConversationKey.parse("f1920000-abcd-7000-800000000000000ff".getBytes(UTF_8)))
                .isEmpty();
    }
}
