package dev.parley.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** From one sort of pods to another, judged by network policies as Kubernetes does: no policy for a pod, no limit. */
record Traffic(List<JsonNode> policies, Peer from, Peer to) {
    boolean mayLeave(int port) {
        return allowed("Egress", "egress", "to", from, to, port);
    }

    boolean mayEnter(int port) {
        return allowed("Ingress", "ingress", "from", to, from, port);
    }

    private boolean allowed(String type, String rules, String peers, Peer pod, Peer other, int port) {
        List<JsonNode> mine = policies.stream()
                .filter(policy ->
                        Manifests.texts(policy.at("/spec/policyTypes"), "").contains(type))
                .filter(policy -> pod.isMeantBy(policy.at("/spec/podSelector")))
                .toList();
        return mine.isEmpty()
                || mine.stream()
                        .flatMap(policy -> Manifests.stream(policy.at("/spec/" + rules)))
                        .anyMatch(rule -> names(rule.path(peers), other) && opens(rule.path("ports"), port));
    }

    private static boolean names(JsonNode peers, Peer other) {
        return Manifests.stream(peers)
                .filter(peer -> !peer.has("namespaceSelector"))
                .anyMatch(peer -> other.isMeantBy(peer.path("podSelector")));
    }

    private boolean opens(JsonNode ports, int port) {
        return Manifests.stream(ports).anyMatch(open -> to.port(open.path("port")) == port);
    }
}
