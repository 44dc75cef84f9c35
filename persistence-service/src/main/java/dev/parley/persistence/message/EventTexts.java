package dev.parley.persistence.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** Reads single fields of stored bodies. Safe on any thread. */
@ApplicationScoped
public class EventTexts {
    private final ObjectMapper json;

    EventTexts(ObjectMapper json) {
        this.json = json;
    }

    /** The {@code text} of a message or an edit. */
    public String textIn(byte[] body) {
        return read(body).path("text").asText();
    }

    /** The {@code target} of an edit, delete or reaction. */
    public long targetIn(byte[] body) {
        return read(body).path("target").asLong();
    }

    private JsonNode read(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException impossible) {
            throw new IllegalStateException("a stored body is JSON", impossible);
        }
    }
}
