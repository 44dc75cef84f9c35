package dev.parley.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.deployment.code.ServiceCode;
import dev.parley.deployment.kinds.Kinds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scaling: on what there is, no further than the log allows, and by one autoscaler at a time. */
class AutoscalingTest {
    @Test
    void consumersAreNeverMoreThanHalfThePartitions() {
        Manifests production = Manifests.of("overlays/production");
        int partitions = production
                .one("ConfigMap", "parley-events")
                .at("/data/PARLEY_EVENTS_PARTITIONS")
                .asInt();

        for (String consumer : List.of("message-router", "persistence-service")) {
            assertThat(production
                            .one("ScaledObject", consumer)
                            .at("/spec/maxReplicaCount")
                            .asInt())
                    .isLessThanOrEqualTo(partitions / 2);
        }
    }

    @Test
    void kedaReplacesEveryAutoscalerOfTheBase() {
        Manifests production = Manifests.of("overlays/production");

        assertThat(production.ofKind("HorizontalPodAutoscaler")).isEmpty();
        assertThat(production.ofKind("ScaledObject")).hasSize(6);
    }

    @Test
    void theAdapterMakesTheMetricsThatAutoscalersAskFor(@TempDir Path directory) throws Exception {
        Files.writeString(
                directory.resolve("kustomization.yaml"),
                "namespace: parley\nresources: [%s]\ncomponents: [%s]\n"
                        .formatted(Project.path("k8s/base"), Project.path("k8s/components/prometheus-adapter")));
        Manifests adapted =
                new Manifests("with the adapter", dev.parley.deployment.kustomize.Overlay.render(directory));
        adapted.all().forEach(Kinds::read);
        Map<String, String> made = adapterMetrics();

        int asked = 0;
        for (JsonNode scaler : adapted.ofKind("HorizontalPodAutoscaler")) {
            for (JsonNode metric : scaler.at("/spec/metrics")) {
                JsonNode name = metric.at(metric.has("pods") ? "/pods/metric/name" : "/external/metric/name");
                if (!name.isMissingNode()) {
                    asked++;
                    assertThat(made).containsKey(name.asText());
                }
            }
        }
        Set<String> metrics = new HashSet<>();
        ServiceCode.ALL.forEach(service -> metrics.addAll(service.metrics()));
        assertThat(asked).isEqualTo(3);
        assertThat(metrics).containsAll(made.values());
    }

    @Test
    void gatewaysLeaveOneByOne() {
        for (JsonNode scaler : Manifests.of("base").ofKind("HorizontalPodAutoscaler")) {
            JsonNode policy = scaler.at("/spec/behavior/scaleDown/policies");

            assertThat(policy).hasSize(1);
            assertThat(policy.at("/0/type").asText()).isEqualTo("Pods");
            assertThat(policy.at("/0/value").asInt()).isEqualTo(1);
        }
    }

    private static Map<String, String> adapterMetrics() {
        Map<String, String> metrics = new HashMap<>();
        JsonNode rules = Project.yaml(Project.path("k8s/components/prometheus-adapter/rules.yaml"))
                .getFirst()
                .path("rules");
        for (String kind : List.of("custom", "external")) {
            for (JsonNode rule : rules.path(kind)) {
                metrics.put(
                        rule.at("/name/as").asText(),
                        rule.path("seriesQuery").asText().replaceFirst("\\{.*", ""));
            }
        }
        return metrics;
    }
}
