package dev.parley.toolbox.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Every event of a conversation with {@code from <= seq <= to}. */
public record HistoryPage(List<ChatEvent> events, long from, long to) {
    public HistoryPage {
        events = List.copyOf(events);
    }

    static HistoryPage of(UUID conversation, JsonNode json) {
        List<ChatEvent> events = new ArrayList<>();
        json.path("events").forEach(event -> events.add(ChatEvent.of(conversation, event)));
        return new HistoryPage(
                events, json.path("from").asLong(), json.path("to").asLong());
    }
}
