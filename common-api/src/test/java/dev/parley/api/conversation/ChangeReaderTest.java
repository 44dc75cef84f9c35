package dev.parley.api.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChangeReaderTest {
    private static final String ID = "0190a6e0-0000-7000-8000-000000000001";
    private static final String STATE =
            "{\"id\":\"" + ID + "\",\"type\":\"group\",\"title\":\"t\",\"version\":1,\"members\":[]}";

    private final ChangeReader reader = new ChangeReader();

    @Test
    void aChangeOfTheLargestGroupIsRead() throws IOException {
        List<UserId> users = Stream.generate(() -> new UserId(UUID.randomUUID()))
                .limit(1_000)
                .toList();
        ConversationState state = new ConversationState(
                new ConversationId(UUID.randomUUID()),
                ConversationType.GROUP,
                "\u6f22".repeat(100),
                Long.MAX_VALUE,
                users.stream().map(user -> new Membership(user, Role.MEMBER)).toList());
        ConversationChange change = new ConversationChange(state, users, users, users);

        assertThat(reader.read(new ObjectMapper().writeValueAsBytes(change))).contains(change);
    }

    @Test
    void whatIsUnknownIsPassedOver() {
        assertThat(reader.read(bytes("{\"state\":" + STATE + ",\"added\":[],\"removed\":[],\"later\":{\"a\":[1]}}")))
                .isPresent();
    }

    static Stream<String> hostile() {
        return Stream.of(
                "",
                "null",
                "[]",
                "7",
                "\"\"",
                "{",
                "{}",
                "{\"added\":[],\"removed\":[]}",
                "{\"state\":null,\"added\":[],\"removed\":[]}",
                "{\"state\":{},\"added\":[],\"removed\":[]}",
                "{\"state\":" + STATE + "}",
                "{\"state\":" + STATE + ",\"added\":[null],\"removed\":[]}",
                "{\"state\":" + STATE + ",\"added\":[\"x\"],\"removed\":[]}",
                "{\"state\":" + STATE.replace("\"version\":1", "\"version\":0") + ",\"added\":[],\"removed\":[]}",
                "{\"state\":" + STATE.replace("[]", "[null]") + ",\"added\":[],\"removed\":[]}",
                "{\"state\":" + STATE.replace("[]", "[{}]") + ",\"added\":[],\"removed\":[]}",
                "{\"state\":" + STATE.replace("[]", "null") + ",\"added\":[],\"removed\":[]}",
                "{\"state\":" + STATE.replace("group", "guild") + ",\"added\":[],\"removed\":[]}",
                "{\"state\":" + STATE.replace(ID, "1-1-1-1-1") + ",\"added\":[],\"removed\":[]}",
                "{\"state\":" + STATE + ",\"added\":[],\"removed\":[],\"deep\":" + "[".repeat(100_000),
                "{\"state\":" + STATE + ",\"added\":[],\"removed\":[],\"long\":\"" + "x".repeat(300_000) + "\"}");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void whatIsNoChangeIsAnsweredLikeAllElse(String value) {
        assertThat(reader.read(bytes(value))).isEmpty();
        assertThat(reader.read(null)).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
