package dev.parley.gateway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.api.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/api/websocket.asyncapi.json} says what the code does, or this fails and leaves the right one in {@code target}. */
class AsyncApiTest {
    private static final Path DOCUMENT = Path.of("../docs/api/websocket.asyncapi.json");
    private static final Path CURRENT = Path.of("target/websocket.asyncapi.json");

    private final ObjectMapper json = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private final FrameSchemas schemas = new FrameSchemas();

    @Test
    void theDocumentIsThatOfTheCode() throws IOException {
        Files.writeString(CURRENT, write(document()) + "\n");

        assertThat(DOCUMENT)
                .as("copy gateway-service/%s to docs/api", CURRENT)
                .exists()
                .hasSameTextualContentAs(CURRENT);
    }

    @Test
    void theReaderKnowsEveryFrameThatClientsMaySend() {
        FrameReader reader = new FrameReader();

        assertThat(schemas.fromClient()).hasSizeGreaterThan(10).allSatisfy(frame -> {
            try {
                reader.read(("{\"type\":\"" + frame.type() + "\"}").getBytes(UTF_8));
            } catch (RefusedFrame refused) {
                assertThat(refused.code()).isNotEqualTo(ErrorCode.UNKNOWN_TYPE);
            }
        });
    }

    private String write(ObjectNode node) throws JsonProcessingException {
        var printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        return json.writer(printer).writeValueAsString(node);
    }

    private ObjectNode document() {
        ObjectNode root = json.createObjectNode().put("asyncapi", "3.0.0");
        root.putObject("info")
                .put("title", "Parley's WebSocket")
                .put("version", "1")
                .put("description", "Frames of /ws. What they mean and promise: docs/protocol.md.");
        ObjectNode messages = json.createObjectNode();
        ObjectNode inChannel = json.createObjectNode();
        ObjectNode operations = json.createObjectNode();
        direction("clientSends", "receive", schemas.fromClient(), messages, inChannel, operations);
        direction("serverSends", "send", schemas.fromServer(), messages, inChannel, operations);
        root.putObject("channels")
                .putObject("ws")
                .put("address", "/ws")
                .put("description", "Subprotocol parley.v1; authenticated at the upgrade by an access token.")
                .set("messages", inChannel);
        root.set("operations", operations);
        root.putObject("components").set("messages", messages);
        return root;
    }

    private static void direction(
            String name,
            String action,
            List<FrameSchemas.Frame> frames,
            ObjectNode messages,
            ObjectNode inChannel,
            ObjectNode operations) {
        ObjectNode operation = operations.putObject(name).put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/ws");
        var refs = operation.putArray("messages");
        for (FrameSchemas.Frame frame : frames) {
            messages.putObject(frame.name()).put("name", frame.type()).set("payload", frame.schema());
            inChannel.putObject(frame.name()).put("$ref", "#/components/messages/" + frame.name());
            refs.addObject().put("$ref", "#/channels/ws/messages/" + frame.name());
        }
    }
}
