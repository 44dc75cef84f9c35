package dev.parley.message.engine;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** What all Kafka clients of the service have in common: everything configured under {@code kafka.}. Immutable. */
@Singleton
public final class KafkaSettings {
    private final Map<String, Object> common;

    @Inject
    public KafkaSettings(@Identifier("default-kafka-broker") Map<String, Object> common) {
        Map<String, Object> ungrouped = new HashMap<>(common);
        // The framework adds one, for all clients alike.
        ungrouped.remove("group.id");
        this.common = Map.copyOf(ungrouped);
    }

    /** The common settings with a client's own, which win. */
    public Map<String, Object> with(Map<String, ?> own) {
        Map<String, Object> all = new HashMap<>(common);
        all.putAll(own);
        return all;
    }
}
