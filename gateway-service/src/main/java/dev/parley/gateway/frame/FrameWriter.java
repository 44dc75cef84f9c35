package dev.parley.gateway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.inject.Singleton;

/** Writes the gateway's own frames. Stateless; safe on any thread. */
@Singleton
public final class FrameWriter {
    private final ObjectWriter json;

    public FrameWriter(ObjectMapper mapper) {
        this.json = mapper.writerFor(ServerFrame.class);
    }

    /** The frame's text as UTF-8. */
    public byte[] bytes(ServerFrame frame) {
        try {
            return json.writeValueAsBytes(frame);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a frame of our own cannot be written", e);
        }
    }

    /** The frame's text. */
    public String write(ServerFrame frame) {
        return new String(bytes(frame), UTF_8);
    }
}
