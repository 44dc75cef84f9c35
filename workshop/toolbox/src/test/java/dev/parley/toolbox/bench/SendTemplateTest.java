package dev.parley.toolbox.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SendTemplateTest {
    private static final UUID CONVERSATION = UUID.fromString("0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b");
    private static final UUID ID = UUID.fromString("0199ffff-0000-7abc-bdef-00000000002a");

    private final SendTemplate template = new SendTemplate(CONVERSATION, 128);

    @Test
    void frameIsMaskedAndHasIdConversationAndText() throws IOException {
        ByteBuf out = Unpooled.buffer();

        write(out, 42);

        JsonNode frame = unmask(out);
        assertThat(out.isReadable()).isFalse();
        assertThat(frame.path("type").asText()).isEqualTo("send");
        assertThat(frame.path("id").asText()).isEqualTo(ID.toString());
        assertThat(frame.path("conversation").asText()).isEqualTo(CONVERSATION.toString());
        assertThat(frame.path("text").asText()).hasSize(128).startsWith("0000000042 the quick");
    }

    @Test
    void nextFrameOfATemplateHasNothingOfTheOneBefore() throws IOException {
        ByteBuf out = Unpooled.buffer();

        write(out, 1_234_567_890);
        write(out, 7);

        unmask(out);
        assertThat(unmask(out).path("text").asText()).startsWith("0000000007 the");
    }

    private void write(ByteBuf out, int number) {
        template.write(out, ID.getMostSignificantBits(), ID.getLeastSignificantBits(), number);
    }

    private static JsonNode unmask(ByteBuf out) throws IOException {
        assertThat(out.readUnsignedByte()).isEqualTo((short) 0x81);
        assertThat(out.readUnsignedByte()).isEqualTo((short) (0x80 | 126));
        byte[] payload = new byte[out.readUnsignedShort()];
        byte[] mask = new byte[4];
        out.readBytes(mask).readBytes(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return new JsonMapper().readTree(new String(payload, UTF_8));
    }
}
