package dev.parley.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.deployment.code.ServiceCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The network policies let through exactly the calls that the code makes. */
class CallGraphTest {
    private static final Map<String, String> DATABASES =
            Map.of("auth-service", "auth-postgres", "persistence-service", "chat-postgres");

    @ParameterizedTest
    @MethodSource("dev.parley.deployment.Manifests#overlays")
    void whatTheCodeCallsIsAllowedAndNothingElse(Manifests manifests) {
        Map<String, Peer> peers = peers(manifests);
        List<JsonNode> policies = manifests.ofKind("NetworkPolicy");
        Set<String> allowed = new TreeSet<>();
        Set<String> called = new TreeSet<>();
        for (JsonNode caller : manifests.services()) {
            String from = Manifests.name(caller);
            for (Map.Entry<String, Peer> to : peers.entrySet()) {
                Traffic traffic = new Traffic(policies, peers.get(from), to.getValue());
                for (int port : to.getValue().ports().values()) {
                    if (!from.equals(to.getKey()) && traffic.mayLeave(port) && traffic.mayEnter(port)) {
                        allowed.add(from + " > " + to.getKey() + ":" + port);
                    }
                }
            }
            called.addAll(calls(from, ServiceCode.of(Manifests.program(caller)), manifests, peers));
        }

        assertThat(allowed).isEqualTo(called);
    }

    private static Set<String> calls(String from, ServiceCode code, Manifests manifests, Map<String, Peer> peers) {
        Set<String> calls = new TreeSet<>();
        for (String service : code.calls()) {
            calls.add(from + " > " + service + ":" + ServiceCode.of(service).port());
        }
        for (String engine : code.engines()) {
            String name = engine.equals("postgres") ? DATABASES.get(code.name()) : engine;
            peers.get(name).ports().values().forEach(port -> calls.add(from + " > " + name + ":" + port));
        }
        assertThat(manifests.environment(manifests.one("Deployment", from))).isNotEmpty();
        return calls;
    }

    /** Everything that can be spoken to, under the name by which it is known. */
    private static Map<String, Peer> peers(Manifests manifests) {
        Map<String, Peer> peers = new HashMap<>();
        List<JsonNode> workloads = new ArrayList<>(manifests.services());
        workloads.addAll(manifests.ofKind("StatefulSet"));
        for (JsonNode workload : workloads) {
            Map<String, Integer> ports = new HashMap<>();
            for (JsonNode container : workload.at("/spec/template/spec/containers")) {
                container
                        .path("ports")
                        .forEach(port -> ports.put(
                                port.path("name").asText(),
                                port.path("containerPort").asInt()));
            }
            ports.remove("management");
            peers.put(Manifests.name(workload), new Peer(labels(workload), ports));
        }
        peers.put("kafka", new Peer(Map.of("strimzi.io/cluster", "parley"), Map.of("plain", 9092)));
        manifests
                .ofKind("Cluster")
                .forEach(cluster -> peers.put(
                        Manifests.name(cluster),
                        new Peer(Map.of("cnpg.io/cluster", Manifests.name(cluster)), Map.of("postgres", 5432))));
        return peers;
    }

    private static Map<String, String> labels(JsonNode workload) {
        Map<String, String> labels = new HashMap<>();
        workload.at("/spec/template/metadata/labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }
}
