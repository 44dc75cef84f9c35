package dev.parley.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every query that an operator is given, under a name that tells where it stands. */
final class Queries {
    static final Path PROMETHEUS = Project.path("observability/prometheus");
    static final Path DASHBOARDS = Project.path("observability/grafana/dashboards");

    private Queries() {}

    /** The rules of a file: recorded name or alert, and expression. */
    static Map<String, Query> ofRules(String file) {
        Map<String, Query> queries = new LinkedHashMap<>();
        for (JsonNode group : Project.yaml(PROMETHEUS.resolve(file)).getFirst().path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                String name = rule.path(rule.has("alert") ? "alert" : "record").asText();
                queries.put(name, new Query(rule.path("expr").asText()));
            }
        }
        return queries;
    }

    /** The queries of all dashboards; Grafana's variable for a sensible range is five minutes here. */
    static Map<String, Query> ofDashboards() {
        Map<String, Query> queries = new LinkedHashMap<>();
        for (Path file : dashboards()) {
            for (JsonNode panel : Project.yaml(file).getFirst().path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    String name =
                            file.getFileName() + ", " + panel.path("title").asText() + ", "
                                    + target.path("refId").asText();
                    queries.put(name, new Query(target.path("expr").asText().replace("$__rate_interval", "5m")));
                }
            }
        }
        return queries;
    }

    /** What autoscalers ask. */
    static Map<String, Query> ofScalers() {
        Map<String, Query> queries = new LinkedHashMap<>();
        for (JsonNode scaler : Manifests.of("overlays/production").ofKind("ScaledObject")) {
            for (JsonNode trigger : scaler.at("/spec/triggers")) {
                if (trigger.path("type").asText().equals("prometheus")) {
                    queries.put(
                            "scaler of " + Manifests.name(scaler),
                            new Query(trigger.at("/metadata/query").asText()));
                }
            }
        }
        return queries;
    }

    static Map<String, Query> all() {
        Map<String, Query> queries = new LinkedHashMap<>(ofDashboards());
        queries.putAll(ofRules("recording.yml"));
        queries.putAll(ofRules("alerts.yml"));
        queries.putAll(ofScalers());
        return queries;
    }

    static List<Path> dashboards() {
        return Project.files(DASHBOARDS, ".json");
    }
}
