package dev.parley.deployment.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A patch laid over a resource: objects are merged, {@code null} takes away, lists are replaced, except for those lists of
 * Kubernetes' own kinds whose elements have a key.
 */
final class StrategicMerge {
    private static final Map<String, String> KEYS = Map.of(
            "containers", "name",
            "initContainers", "name",
            "volumes", "name",
            "env", "name",
            "volumeMounts", "mountPath",
            "topologySpreadConstraints", "topologyKey");

    private final boolean keyed;

    private StrategicMerge(boolean keyed) {
        this.keyed = keyed;
    }

    /** The resource with the patch; its name stays its own. */
    static ObjectNode merge(ObjectNode resource, JsonNode patch) {
        boolean builtIn = !resource.path("apiVersion").asText().contains(".")
                || resource.path("apiVersion").asText().contains(".k8s.io/");
        ObjectNode merged = resource.deepCopy();
        JsonNode name = merged.at("/metadata/name");
        new StrategicMerge(builtIn).into(merged, patch);
        ((ObjectNode) merged.path("metadata")).set("name", name);
        return merged;
    }

    private void into(ObjectNode base, JsonNode patch) {
        patch.properties().forEach(field -> {
            JsonNode there = base.get(field.getKey());
            JsonNode change = field.getValue();
            if (change.isNull()) {
                base.remove(field.getKey());
            } else if (change.isObject() && there instanceof ObjectNode object) {
                into(object, change);
            } else if (keyed && there instanceof ArrayNode list && KEYS.containsKey(field.getKey())) {
                mergeByKey(list, change, KEYS.get(field.getKey()));
            } else {
                base.set(field.getKey(), change.deepCopy());
            }
        });
    }

    private void mergeByKey(ArrayNode list, JsonNode changes, String key) {
        for (JsonNode change : changes) {
            ObjectNode there = find(list, key, change.get(key));
            if (there == null) {
                list.add(change.deepCopy());
            } else {
                into(there, change);
            }
        }
    }

    private static ObjectNode find(ArrayNode list, String key, JsonNode value) {
        for (JsonNode element : list) {
            if (value.equals(element.get(key))) {
                return (ObjectNode) element;
            }
        }
        return null;
    }
}
