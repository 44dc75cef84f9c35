package dev.parley.api.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.api.id.UserId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way and the full reader agree on every value. */
class MessageLayoutTest {
    private static final int RECORDS = 4_000;
    private static final List<String> PIECES = List.of(
            "a", "word ", "é", "ß", "€", "中", "😀", "\"", "\\", "/", "\n", "\t", "\u0001", "\u0000", "\u007f", "\u2028",
            "0");
    private static final List<String> SPLICES = List.of(
            "\\u00e9",
            "\\ud83d\\ude00",
            "\\ud83d",
            "\\ude00",
            "\\u0000",
            "\\x",
            "\"",
            "}",
            " ",
            ",\"replyTo\":0",
            "\u00c0\u0080",
            "\u00ed\u00a0\u0080",
            "\u00f4\u0090\u0080\u0080",
            "\u00ff",
            "A",
            "9",
            "-",
            "\n",
            ",\"replyTo\":7",
            "null");

    private final EventReader reader = new EventReader();
    private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());
    private final Random random = new Random(92);

    @Test
    void generatedMessagesMeanTheSameEitherWay() throws Exception {
        for (int i = 0; i < RECORDS; i++) {
            agree(generated());
        }
    }

    @Test
    void mutatedMessagesAreJudgedAlike() throws Exception {
        for (int i = 0; i < RECORDS; i++) {
            byte[] value = generated();
            for (int j = 0; j < 8; j++) {
                agree(mutated(value));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30",
                "2026-13-01",
                "1969-12-31",
                "9999-12-31",
                "2024-02-29",
                "2023-02-29",
                "2026-04-31",
                "0000-01-01"
            })
    void daysAreJudgedAlike(String day) {
        String value = "{\"kind\":\"message\",\"sender\":\"0197f000-0000-7000-8000-000000000001\","
                + "\"id\":\"0197f000-0000-7000-8000-000000000002\",\"at\":\"" + day
                + "T23:59:59.999Z\",\"text\":\"x\"}";

        agree(value.getBytes(UTF_8));
    }

    @Test
    void aMessageAsTheFrontWritesItIsTakenTheShortWay() throws Exception {
        byte[] value = written(message("hé \"so\" 😀", 7L));

        assertThat(MessageLayout.of(value)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "00",
                "07",
                "-1",
                "1.0",
                "1e3",
                "null",
                "\"7\"",
                "999999999999999999",
                "1000000000000000000",
                "9223372036854775807",
                "9223372036854775808",
                "7 ",
                "7,\"replyTo\":8",
                "7,\"later\":8",
                "7}"
            })
    void answersAreJudgedAlike(String replyTo) throws Exception {
        String value = new String(written(message("x", 7L)), UTF_8);

        agree(value.replace("\"replyTo\":7", "\"replyTo\":" + replyTo).getBytes(UTF_8));
    }

    @Test
    void everyByteInATextAndEveryPairThatBelongsTogetherIsJudgedAlike() throws Exception {
        String value = new String(written(message("@@", null)), ISO_8859_1);
        for (int first = 0; first < 256; first++) {
            int seconds = first == '\\' || first >= 0xC0 ? 256 : 1;
            for (int second = 0; second < seconds; second++) {
                agree(value.replace("@@", "" + (char) first + (char) second).getBytes(ISO_8859_1));
            }
        }
    }

    @Test
    void aMessageThatIsCutOffAnywhereIsJudgedAlike() throws Exception {
        byte[] value = written(message("é\n😀", 7L));
        for (int length = 0; length < value.length; length++) {
            agree(Arrays.copyOf(value, length));
        }
    }

    private void agree(byte[] value) {
        String shown = new String(value, ISO_8859_1);
        EventReader.Reading full = reader.readInFull(value);

        assertThat(reader.read(value)).as(shown).isEqualTo(full);
        assertThat(reader.judge(value)).as(shown).isEqualTo(full.flaw());
    }

    private byte[] generated() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return written(
                message(text.toString(), random.nextBoolean() ? null : random.nextLong() >>> random.nextInt(64)));
    }

    private byte[] mutated(byte[] value) {
        String bytes = new String(value, ISO_8859_1);
        int at = random.nextInt(bytes.length());
        String mutated = switch (random.nextInt(4)) {
            case 0 -> bytes.substring(0, at) + (char) random.nextInt(256) + bytes.substring(at + 1);
            case 1 -> bytes.substring(0, at) + bytes.substring(at + 1);
            case 2 -> bytes.substring(0, at);
            default -> bytes.substring(0, at) + SPLICES.get(random.nextInt(SPLICES.size())) + bytes.substring(at);
        };
        return mutated.getBytes(ISO_8859_1);
    }

    private ChatEvent message(String text, Long replyTo) {
        Instant at = Instant.ofEpochMilli(random.nextLong(253_402_000_000_000L));
        return new ChatEvent.Message(
                new UserId(new UUID(random.nextLong(), random.nextLong())),
                new UUID(random.nextLong(), random.nextLong()),
                at,
                text,
                replyTo);
    }

    private byte[] written(ChatEvent event) throws Exception {
        return json.writerFor(ChatEvent.class).writeValueAsBytes(event);
    }
}
