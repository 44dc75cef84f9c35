package dev.parley.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.deployment.kustomize.Overlay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What one overlay applies. */
record Manifests(String overlay, List<JsonNode> all) {
    /** The overlays there are. */
    static Stream<Manifests> overlays() {
        return Stream.of(of("overlays/local"), of("overlays/production"));
    }

    /** A directory below {@code k8s/}. */
    static Manifests of(String directory) {
        return new Manifests(directory, Overlay.render(Project.path("k8s/" + directory)));
    }

    List<JsonNode> ofKind(String kind) {
        return all.stream()
                .filter(resource -> resource.path("kind").asText().equals(kind))
                .toList();
    }

    JsonNode one(String kind, String name) {
        return ofKind(kind).stream()
                .filter(resource -> name(resource).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(overlay + " has no " + kind + " " + name));
    }

    /** The Deployments of our services: everything but engines. */
    List<JsonNode> services() {
        return ofKind("Deployment");
    }

    /** The variables of a Deployment's container: those of its ConfigMaps first, then its own; secrets as empty text. */
    Map<String, String> environment(JsonNode deployment) {
        Map<String, String> variables = new LinkedHashMap<>();
        JsonNode container = container(deployment);
        for (JsonNode source : container.path("envFrom")) {
            JsonNode map =
                    one("ConfigMap", source.at("/configMapRef/name").asText()).path("data");
            map.properties()
                    .forEach(entry ->
                            variables.put(entry.getKey(), entry.getValue().asText()));
        }
        container
                .path("env")
                .forEach(variable -> variables.put(
                        variable.path("name").asText(), variable.path("value").asText()));
        return variables;
    }

    /** The service whose program a Deployment runs, by its image. */
    static String program(JsonNode deployment) {
        String image = container(deployment).path("image").asText();
        return image.substring(image.lastIndexOf('/') + 1, image.lastIndexOf(':'));
    }

    static JsonNode container(JsonNode workload) {
        return workload.at("/spec/template/spec/containers/0");
    }

    static String name(JsonNode resource) {
        return resource.at("/metadata/name").asText();
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** All texts of one member of the elements of a list. */
    static List<String> texts(JsonNode array, String pointer) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.at(pointer).asText()));
        return texts;
    }

    @Override
    public String toString() {
        return overlay;
    }
}
