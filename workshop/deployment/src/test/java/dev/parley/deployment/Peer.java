package dev.parley.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Pods of one sort, as a network policy sees them: their labels, and their ports by name. */
record Peer(Map<String, String> labels, Map<String, Integer> ports) {
    /** Whether a label selector means them. */
    boolean isMeantBy(JsonNode selector) {
        boolean labelled = selector.path("matchLabels").properties().stream()
                .allMatch(label -> label.getValue().asText().equals(labels.get(label.getKey())));
        return labelled
                && Manifests.stream(selector.path("matchExpressions")).allMatch(expression -> {
                    if (!expression.path("operator").asText().equals("In")) {
                        throw new IllegalArgumentException("unknown operator in " + selector);
                    }
                    String value = labels.get(expression.path("key").asText());
                    return Manifests.texts(expression.path("values"), "").contains(value);
                });
    }

    /** The number of a port that is given by name or number. */
    int port(JsonNode port) {
        return port.isNumber() ? port.asInt() : ports.getOrDefault(port.asText(), -1);
    }
}
