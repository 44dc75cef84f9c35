package dev.parley.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.deployment.code.ServiceCode;
import dev.parley.deployment.kinds.Kinds;
import dev.parley.deployment.kustomize.Overlay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests against the API they are written for, against each other, and against the services. */
class ManifestsTest {
    private static final Pattern ADDRESS = Pattern.compile("(?:http|redis|jdbc:postgresql)://([a-z0-9.-]+):(\\d+)");

    @ParameterizedTest
    @MethodSource("dev.parley.deployment.Manifests#overlays")
    void everyFieldExistsInItsApi(Manifests manifests) {
        manifests.all().forEach(Kinds::read);

        assertThat(manifests.services()).hasSize(6);
    }

    @Test
    void aFieldThatDoesNotExistIsFound() {
        ObjectNode deployment =
                (ObjectNode) Manifests.of("base").services().getFirst().deepCopy();
        ((ObjectNode) Manifests.container(deployment)).put("readinesProbe", "misspelt");

        assertThatThrownBy(() -> Kinds.read(deployment)).hasMessageContaining("readinesProbe");
    }

    @ParameterizedTest
    @MethodSource("dev.parley.deployment.Manifests#overlays")
    void renderingAgreesWithKubectl(Manifests manifests) throws Exception {
        Tool kubectl = Tool.of("kubectl", "PARLEY_KUBECTL");
        assumeTrue(kubectl.isThere(), "no kubectl here");
        Tool.Outcome rendered = kubectl.run(
                "kustomize", Project.path("k8s/" + manifests.overlay()).toString());
        assumeTrue(!rendered.output().contains("unknown field \"components\""), "a kubectl too old for components");

        assertThat(rendered.code()).as(rendered.output()).isZero();
        assertThat(byName(manifests.all())).isEqualTo(byName(Project.yaml(rendered.output())));
    }

    @ParameterizedTest
    @MethodSource("dev.parley.deployment.Manifests#overlays")
    void everythingLiesInOneNamespace(Manifests manifests) {
        assertThat(manifests.all())
                .filteredOn(resource -> !resource.path("kind").asText().equals("Namespace"))
                .allSatisfy(resource ->
                        assertThat(resource.at("/metadata/namespace").asText()).isEqualTo("parley"));
    }

    @ParameterizedTest
    @MethodSource("dev.parley.deployment.Manifests#overlays")
    void portsAndProbesAreThoseOfTheServices(Manifests manifests) {
        for (JsonNode deployment : manifests.services()) {
            ServiceCode code = ServiceCode.of(Manifests.program(deployment));
            JsonNode container = Manifests.container(deployment);

            assertThat(ports(container))
                    .containsOnly(Map.entry("http", code.port()), Map.entry("management", code.managementPort()));
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                JsonNode get = container.path(probe).path("httpGet");
                assertThat(get.path("port").asText()).isEqualTo("management");
                assertThat(get.path("path").asText()).isIn("/q/health/live", "/q/health/ready");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.parley.deployment.Manifests#overlays")
    void everyVariableIsOneThatTheServiceKnows(Manifests manifests) {
        for (JsonNode deployment : manifests.services()) {
            Set<String> known = Variables.knownTo(ServiceCode.of(Manifests.program(deployment)));

            assertThat(manifests.environment(deployment).keySet())
                    .as(Manifests.name(deployment))
                    .isSubsetOf(known);
        }
    }

    @Test
    void tracesAreOffUntilTheirComponentIsTaken(@TempDir Path directory) throws Exception {
        Manifests traced = baseWith("tracing", directory);

        List<String> needed =
                List.of("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", "QUARKUS_OTEL_TRACES_SAMPLER_ARG", "PARLEY_LOG_JSON");
        assertThat(traced.services())
                .hasSize(6)
                .allSatisfy(deployment -> assertThat(traced.environment(deployment))
                        .containsEntry("QUARKUS_OTEL_SDK_DISABLED", "false")
                        .containsKeys(needed.toArray(String[]::new)));
        assertThat(ServiceCode.ALL)
                .allSatisfy(service -> assertThat(Variables.knownTo(service)).containsAll(needed));
        Manifests base = Manifests.of("base");
        assertThat(base.services())
                .allSatisfy(deployment ->
                        assertThat(base.environment(deployment)).containsEntry("QUARKUS_OTEL_SDK_DISABLED", "true"));
    }

    @Test
    void whoWritesAndWhoListensAreToldOfTheSameRedisNodes(@TempDir Path directory) throws Exception {
        Manifests shared = baseWith("redis-nodes", directory);

        int replicas =
                shared.one("StatefulSet", "redis-nodes").at("/spec/replicas").asInt();
        String nodes = IntStream.range(0, replicas)
                .mapToObj("redis://redis-nodes-%d.redis-nodes:6379"::formatted)
                .collect(Collectors.joining(","));
        Map<String, String> told = new HashMap<>();
        shared.services()
                .forEach(deployment -> told.put(
                        Manifests.name(deployment),
                        shared.environment(deployment).get("PARLEY_REDIS_NODES")));
        told.values().removeIf(Objects::isNull);
        assertThat(told).isEqualTo(Map.of("gateway-service", nodes, "message-service", nodes, "message-router", nodes));
        for (String policy : List.of("redis-nodes", "redis-nodes-clients")) {
            assertThat(shared.one("NetworkPolicy", policy).findValue("values"))
                    .extracting(JsonNode::asText)
                    .containsExactlyInAnyOrderElementsOf(told.keySet());
        }
    }

    private static Manifests baseWith(String component, Path directory) throws IOException {
        Files.writeString(
                directory.resolve("kustomization.yaml"),
                "namespace: parley\nresources: [%s]\ncomponents: [%s]\n"
                        .formatted(Project.path("k8s/base"), Project.path("k8s/components/" + component)));
        Manifests manifests = new Manifests("base with " + component, Overlay.render(directory));
        manifests.all().forEach(Kinds::read);
        return manifests;
    }

    @ParameterizedTest
    @MethodSource("dev.parley.deployment.Manifests#overlays")
    void whatHasNoDefaultIsSet(Manifests manifests) {
        for (JsonNode deployment : manifests.services()) {
            Set<String> needed = Variables.neededBy(ServiceCode.of(Manifests.program(deployment)));

            assertThat(manifests.environment(deployment).keySet())
                    .as(Manifests.name(deployment))
                    .containsAll(needed);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.parley.deployment.Manifests#overlays")
    void everyAddressIsThatOfAService(Manifests manifests) {
        Map<String, Set<Integer>> listening = new TreeMap<>();
        for (JsonNode service : manifests.ofKind("Service")) {
            Set<Integer> ports = new TreeSet<>();
            service.at("/spec/ports")
                    .forEach(port -> ports.add(port.path("port").asInt()));
            listening.put(Manifests.name(service), ports);
        }
        // Those that operators make.
        manifests.ofKind("Cluster").forEach(one -> listening.put(Manifests.name(one) + "-rw", Set.of(5432)));
        // Sentinels are reached by their pods' names.
        listening.computeIfPresent("redis", (name, ports) -> Set.of(6379, 26_379));

        for (JsonNode deployment : manifests.services()) {
            for (String value : manifests.environment(deployment).values()) {
                for (Matcher address = ADDRESS.matcher(value); address.find(); ) {
                    String host = address.group(1).replaceFirst("^redis-\\d\\.", "");
                    if (!host.equals("0.0.0.0")) {
                        assertThat(listening).as(value).containsKey(host);
                        assertThat(listening.get(host)).as(value).contains(Integer.valueOf(address.group(2)));
                    }
                }
            }
        }
        assertThat(manifests
                        .one("ConfigMap", "parley-kafka")
                        .at("/data/KAFKA_BOOTSTRAP_SERVERS")
                        .asText())
                .isEqualTo(Manifests.name(manifests.ofKind("Kafka").getFirst()) + "-kafka-bootstrap:9092");
    }

    @ParameterizedTest
    @MethodSource("dev.parley.deployment.Manifests#overlays")
    void everySecretIsInTheTemplate(Manifests manifests) {
        Map<String, Set<String>> secrets = new TreeMap<>();
        for (JsonNode secret : Project.yaml(Project.path("k8s/secrets.example.yaml"))) {
            Kinds.read(secret);
            Set<String> keys = new TreeSet<>();
            secret.path("stringData").properties().forEach(entry -> keys.add(entry.getKey()));
            secrets.put(Manifests.name(secret), keys);
        }

        for (JsonNode deployment : manifests.services()) {
            for (JsonNode variable : Manifests.container(deployment).path("env")) {
                JsonNode reference = variable.at("/valueFrom/secretKeyRef");
                if (!reference.isMissingNode()) {
                    assertThat(secrets.get(reference.path("name").asText()))
                            .as(variable.toString())
                            .contains(reference.path("key").asText());
                }
            }
        }
        assertThat(secrets).containsKeys("parley-auth-database", "parley-chat-database");
        for (JsonNode cluster : manifests.ofKind("Cluster")) {
            assertThat(secrets)
                    .containsKey(
                            cluster.at("/spec/bootstrap/initdb/secret/name").asText());
        }
    }

    @Test
    void noSecretHasAValue() {
        for (JsonNode secret : Project.yaml(Project.path("k8s/secrets.example.yaml"))) {
            secret.path("stringData").properties().stream()
                    .filter(entry -> !entry.getKey().equals("username"))
                    .forEach(entry -> assertThat(entry.getValue().asText()).isEmpty());
        }
    }

    private static Map<String, Integer> ports(JsonNode container) {
        Map<String, Integer> ports = new TreeMap<>();
        container
                .path("ports")
                .forEach(port -> ports.put(
                        port.path("name").asText(), port.path("containerPort").asInt()));
        return ports;
    }

    /** Every resource under its kind and name, with lists that have keys in one order. */
    private static Map<String, JsonNode> byName(List<JsonNode> resources) {
        Map<String, JsonNode> byName = new TreeMap<>();
        for (JsonNode resource : resources) {
            byName.put(resource.path("kind").asText() + "/" + Manifests.name(resource), InOrder.of(resource));
        }
        return byName;
    }
}
