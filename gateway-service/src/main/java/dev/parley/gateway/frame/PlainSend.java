package dev.parley.gateway.frame;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.parley.api.event.Seqs;
import dev.parley.api.id.CanonicalUuid;
import dev.parley.api.id.ConversationId;
import dev.parley.api.send.SendText;
import java.io.IOException;
import java.util.UUID;

/**
 * The frame that nearly all frames are, a {@code send} as our clients write it, read without making a tree of it.
 * Whatever is not exactly that is none, and for {@link FrameReader} to read or refuse.
 */
final class PlainSend {
    private UUID id;
    private UUID conversation;
    private String text;
    private Long replyTo;
    private boolean isSend;

    private PlainSend() {}

    /** The frame, or null if it is not a plain one. */
    static ClientFrame.Send read(JsonFactory json, byte[] frame) {
        try (JsonParser parser = json.createParser(frame)) {
            PlainSend send = new PlainSend();
            return send.takes(parser) ? send.finished() : null;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    private boolean takes(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            boolean isPlain = name.equals("replyTo")
                    ? value == JsonToken.VALUE_NUMBER_INT && takesReplyTo(parser.getLongValue())
                    : value == JsonToken.VALUE_STRING && takes(name, parser.getText());
            if (!isPlain) {
                return false;
            }
        }
        return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
    }

    private boolean takes(String name, String value) {
        return switch (name) {
            case "type" -> takesType(value);
            case "id" -> takesId(CanonicalUuid.parse(value));
            case "conversation" -> takesConversation(CanonicalUuid.parse(value));
            case "text" -> takesText(value);
            default -> false;
        };
    }

    // A field that comes twice is not plain.

    private boolean takesType(String value) {
        boolean isFirst = !isSend;
        isSend = value.equals("send");
        return isFirst && isSend;
    }

    private boolean takesId(UUID value) {
        boolean isFirst = id == null;
        id = value;
        return isFirst;
    }

    private boolean takesConversation(UUID value) {
        boolean isFirst = conversation == null;
        conversation = value;
        return isFirst;
    }

    private boolean takesText(String value) {
        boolean isFirst = text == null;
        text = value;
        return isFirst && SendText.isSendable(value);
    }

    private boolean takesReplyTo(long seq) {
        boolean isFirst = replyTo == null;
        replyTo = seq;
        return isFirst && Seqs.isSeq(seq);
    }

    private ClientFrame.Send finished() {
        boolean isWhole = isSend && id != null && conversation != null && text != null;
        return isWhole ? new ClientFrame.Send(id, new ConversationId(conversation), text, replyTo) : null;
    }
}
