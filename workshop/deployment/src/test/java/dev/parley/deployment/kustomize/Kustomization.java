package dev.parley.deployment.kustomize;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.deployment.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A {@code kustomization.yaml}: the fields that are used here. Any other fails. */
record Kustomization(
        String apiVersion,
        String kind,
        String namespace,
        List<String> resources,
        List<String> components,
        List<Image> images,
        List<Patch> patches) {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    Kustomization {
        resources = orNone(resources);
        components = orNone(components);
        images = orNone(images);
        patches = orNone(patches);
    }

    /** Another name or tag for an image. */
    record Image(String name, String newName, String newTag) {}

    /** A change, in a file or at hand; to whatever it names itself, or to all that the target fits. */
    record Patch(String path, String patch, Target target) {}

    /** What a patch is for. */
    record Target(String kind, String name, String labelSelector) {
        boolean fits(JsonNode resource) {
            return (kind == null || kind.equals(resource.path("kind").asText()))
                    && (name == null
                            || name.equals(resource.at("/metadata/name").asText()))
                    && (labelSelector == null || hasLabel(resource));
        }

        private boolean hasLabel(JsonNode resource) {
            String[] label = labelSelector.split("=", 2);
            return label[1].equals(
                    resource.at("/metadata/labels").path(label[0]).asText());
        }
    }

    static Kustomization in(Path directory) {
        JsonNode document =
                Project.yaml(directory.resolve("kustomization.yaml")).getFirst();
        try {
            return STRICT.convertValue(document, Kustomization.class);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(directory + ": " + e.getMessage(), e);
        }
    }

    private static <T> List<T> orNone(List<T> list) {
        return Objects.requireNonNullElse(list, List.of());
    }
}
