package dev.parley.deployment.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.deployment.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Renders a directory with a {@code kustomization.yaml}, as {@code kubectl kustomize} does. */
public final class Overlay {
    private final Path directory;
    private final List<ObjectNode> resources = new ArrayList<>();

    private Overlay(Path directory) {
        this.directory = directory;
    }

    /** What would be applied. */
    public static List<JsonNode> render(Path directory) {
        return List.copyOf(build(directory));
    }

    private static List<ObjectNode> build(Path directory) {
        Overlay overlay = new Overlay(directory);
        overlay.take(Kustomization.in(directory));
        return overlay.resources;
    }

    private void take(Kustomization kustomization) {
        for (String resource : kustomization.resources()) {
            Path path = directory.resolve(resource).normalize();
            if (Files.isDirectory(path)) {
                resources.addAll(build(path));
            } else {
                Project.yaml(path).forEach(document -> resources.add((ObjectNode) document));
            }
        }
        for (String component : kustomization.components()) {
            Overlay part = new Overlay(directory.resolve(component).normalize());
            part.resources.addAll(resources);
            part.take(Kustomization.in(part.directory));
            resources.clear();
            resources.addAll(part.resources);
        }
        kustomization.patches().forEach(this::apply);
        kustomization.images().forEach(this::rename);
        if (kustomization.namespace() != null) {
            resources.forEach(resource -> place(resource, kustomization.namespace()));
        }
    }

    private void apply(Kustomization.Patch patch) {
        List<JsonNode> changes =
                patch.path() == null ? Project.yaml(patch.patch()) : Project.yaml(directory.resolve(patch.path()));
        for (JsonNode change : changes) {
            int before = resources.size();
            boolean used = false;
            for (int i = 0; i < resources.size(); i++) {
                ObjectNode resource = resources.get(i);
                if (patch.target() == null
                        ? isFor(change, resource)
                        : patch.target().fits(resource)) {
                    used = true;
                    resources.set(i, isDeletion(change) ? null : StrategicMerge.merge(resource, change));
                }
            }
            resources.removeIf(resource -> resource == null);
            if (!used || before == 0) {
                throw new IllegalStateException(directory + " patches nothing: " + change.at("/metadata/name"));
            }
        }
    }

    private static boolean isDeletion(JsonNode change) {
        return "delete".equals(change.path("$patch").asText());
    }

    private static boolean isFor(JsonNode change, JsonNode resource) {
        return change.path("apiVersion").equals(resource.path("apiVersion"))
                && change.path("kind").equals(resource.path("kind"))
                && change.at("/metadata/name").equals(resource.at("/metadata/name"));
    }

    private void rename(Kustomization.Image image) {
        for (ObjectNode resource : resources) {
            for (JsonNode container : resource.at("/spec/template/spec/containers")) {
                if (container.path("image").asText().equals(image.name())) {
                    String name = image.newName() == null ? image.name() : image.newName();
                    ((ObjectNode) container).put("image", name + ":" + image.newTag());
                }
            }
        }
    }

    private static void place(ObjectNode resource, String namespace) {
        if (!resource.path("kind").asText().equals("Namespace")) {
            ((ObjectNode) resource.path("metadata")).put("namespace", namespace);
        }
    }
}
