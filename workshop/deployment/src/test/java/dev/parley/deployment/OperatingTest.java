package dev.parley.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.deployment.code.ServiceCode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What keeps promises while pods come and go: grace, budgets, topics, who a pod is. */
class OperatingTest {
    private static final Duration SPARE = Duration.ofSeconds(10);

    @ParameterizedTest
    @MethodSource("dev.parley.deployment.Manifests#overlays")
    void graceIsLongerThanAnyGoodbye(Manifests manifests) {
        for (JsonNode deployment : manifests.services()) {
            ServiceCode code = ServiceCode.of(Manifests.program(deployment));
            Duration goodbye = Duration.ofSeconds(Manifests.container(deployment)
                            .at("/lifecycle/preStop/sleep/seconds")
                            .asLong())
                    .plus(duration(code.property("quarkus.shutdown.delay")))
                    .plus(duration(code.property("quarkus.shutdown.timeout")))
                    .plus(drain(code));

            assertThat(deployment
                            .at("/spec/template/spec/terminationGracePeriodSeconds")
                            .asLong())
                    .as(Manifests.name(deployment))
                    .isGreaterThanOrEqualTo(goodbye.plus(SPARE).toSeconds());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.parley.deployment.Manifests#overlays")
    void everyDeploymentHasItsAccountBudgetAndScaler(Manifests manifests) {
        List<String> names =
                manifests.services().stream().map(Manifests::name).sorted().toList();

        assertThat(manifests.ofKind("ServiceAccount")).map(Manifests::name).containsExactlyInAnyOrderElementsOf(names);
        assertThat(manifests.ofKind("PodDisruptionBudget"))
                .map(budget -> budget.at("/spec/selector/matchLabels")
                        .path("app.kubernetes.io/name")
                        .asText())
                .containsExactlyInAnyOrderElementsOf(names);
        List<JsonNode> scalers = new java.util.ArrayList<>(manifests.ofKind("HorizontalPodAutoscaler"));
        scalers.addAll(manifests.ofKind("ScaledObject"));
        assertThat(scalers)
                .map(scaler -> scaler.at("/spec/scaleTargetRef/name").asText())
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @ParameterizedTest
    @MethodSource("dev.parley.deployment.Manifests#overlays")
    void podsAreNobodyAndWriteNothing(Manifests manifests) {
        for (JsonNode deployment : manifests.services()) {
            JsonNode pod = deployment.at("/spec/template/spec");
            JsonNode container = Manifests.container(deployment);

            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
            assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(container.at("/resources/requests")).isNotEmpty();
            assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
            assertThat(Manifests.texts(container.path("volumeMounts"), "/name"))
                    .isSubsetOf(Manifests.texts(pod.path("volumes"), "/name"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.parley.deployment.Manifests#overlays")
    void whoIsSelectedIsThere(Manifests manifests) {
        for (JsonNode service : manifests.ofKind("Service")) {
            JsonNode wanted = service.at("/spec/selector");
            List<JsonNode> workloads = new java.util.ArrayList<>(manifests.services());
            workloads.addAll(manifests.ofKind("StatefulSet"));

            assertThat(workloads)
                    .as(Manifests.name(service))
                    .anyMatch(workload -> wanted.properties().stream()
                            .allMatch(label -> label.getValue()
                                    .equals(workload.at("/spec/template/metadata/labels")
                                            .get(label.getKey()))));
        }
        JsonNode backend = manifests.one("Ingress", "parley").at("/spec/rules/0/http/paths/0/backend/service");
        assertThat(manifests.one("Service", backend.path("name").asText()).at("/spec/ports/0/name"))
                .isEqualTo(backend.at("/port/name"));
    }

    @ParameterizedTest
    @MethodSource("dev.parley.deployment.Manifests#overlays")
    void topicsAreThoseOfTheCode(Manifests manifests) {
        Map<String, Integer> partitions = new TreeMap<>();
        manifests
                .ofKind("KafkaTopic")
                .forEach(topic -> partitions.put(
                        topic.at("/spec/topicName").asText(),
                        topic.at("/spec/partitions").asInt()));
        int fixed = manifests
                .one("ConfigMap", "parley-events")
                .at("/data/PARLEY_EVENTS_PARTITIONS")
                .asInt();

        assertThat(partitions.keySet()).isEqualTo(topics());
        assertThat(partitions).containsEntry("chat.events", fixed).containsEntry("chat.positions", fixed);
        assertThat(partitions).containsEntry("chat.receipts", fixed);
    }

    @Test
    void inProductionNoSingleMachineIsNeeded() {
        Manifests production = Manifests.of("overlays/production");

        assertThat(production
                        .one("KafkaNodePool", "broker")
                        .at("/spec/replicas")
                        .asInt())
                .isEqualTo(3);
        assertThat(production.ofKind("KafkaTopic")).allSatisfy(topic -> {
            assertThat(topic.at("/spec/replicas").asInt()).isEqualTo(3);
            assertThat(topic.at("/spec/config").path("min.insync.replicas").asInt())
                    .isEqualTo(2);
        });
        assertThat(production.ofKind("Cluster"))
                .allSatisfy(cluster ->
                        assertThat(cluster.at("/spec/instances").asInt()).isEqualTo(3));
        assertThat(production.one("StatefulSet", "redis").at("/spec/replicas").asInt())
                .isEqualTo(3);
        assertThat(production.ofKind("ScaledObject"))
                .allSatisfy(scaler ->
                        assertThat(scaler.at("/spec/minReplicaCount").asInt()).isGreaterThan(1));
    }

    @ParameterizedTest
    @MethodSource("dev.parley.deployment.Manifests#overlays")
    void brokersNoticeDeadTransactionsSoon(Manifests manifests) {
        JsonNode config = manifests.ofKind("Kafka").getFirst().at("/spec/kafka/config");

        assertThat(config.path("transaction.abort.timed.out.transaction.cleanup.interval.ms")
                        .asInt())
                .isEqualTo(1000);
        assertThat(config.path("auto.create.topics.enable").asText()).isEqualTo("false");
        assertThat(config.path("unclean.leader.election.enable").asText()).isEqualTo("false");
    }

    private static Set<String> topics() {
        String source = Project.text(Project.path("common-api/src/main/java/dev/parley/api/topic/Topics.java"));
        return Pattern.compile("\"(chat\\.[a-z-]+)\"")
                .matcher(source)
                .results()
                .map(topic -> topic.group(1))
                .collect(Collectors.toSet());
    }

    private static Duration drain(ServiceCode code) {
        return code.mappings().stream()
                .flatMap(mapping -> mapping.settings().stream())
                .filter(setting -> setting.key().equals("parley.gateway.drain.answers-within"))
                .map(setting -> duration(setting.fallback()))
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private static Duration duration(String text) {
        if (text == null) {
            return Duration.ZERO;
        }
        Matcher seconds = Pattern.compile("(\\d+)s").matcher(text.toLowerCase(Locale.ROOT));
        assertThat(seconds.matches()).as(text).isTrue();
        return Duration.ofSeconds(Long.parseLong(seconds.group(1)));
    }
}
