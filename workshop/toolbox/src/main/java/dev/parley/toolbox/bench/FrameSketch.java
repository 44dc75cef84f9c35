package dev.parley.toolbox.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What a bench needs of a frame, read in one pass without a tree, whatever the order of its fields. Text fields are
 * null and {@code seq} is 0 where the frame has none.
 */
record FrameSketch(String type, String conversation, String id, String kind, String code, long seq) {
    private static final JsonFactory JSON = new JsonFactory();

    static FrameSketch of(byte[] frame) {
        try (JsonParser parser = JSON.createParser(frame)) {
            return read(parser);
        } catch (IOException e) {
            throw new UncheckedIOException("not a frame: " + new String(frame, UTF_8), e);
        }
    }

    private static FrameSketch read(JsonParser parser) throws IOException {
        var texts = new String[5];
        long seq = 0;
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            int place = place(name);
            if (value == JsonToken.VALUE_STRING && place >= 0) {
                texts[place] = parser.getText();
            } else if (value == JsonToken.VALUE_NUMBER_INT && name.equals("seq")) {
                seq = parser.getLongValue();
            } else {
                parser.skipChildren();
            }
        }
        return new FrameSketch(texts[0], texts[1], texts[2], texts[3], texts[4], seq);
    }

    private static int place(String field) {
        return switch (field) {
            case "type" -> 0;
            case "conversation" -> 1;
            case "id" -> 2;
            case "kind" -> 3;
            case "code" -> 4;
            default -> -1;
        };
    }
}
