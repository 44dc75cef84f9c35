package dev.parley.deployment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** {@code docker-compose.yml}: the fields of the Compose specification that are used here. Any other fails. */
record Compose(Map<String, Service> services, Map<String, Network> networks, Map<String, JsonNode> volumes) {
    /** One container. */
    record Service(
            String image,
            Build build,
            String restart,
            Boolean init,
            @JsonProperty("read_only") Boolean readOnly,
            List<String> tmpfs,
            @JsonProperty("cap_drop") List<String> capDrop,
            @JsonProperty("security_opt") List<String> securityOpt,
            @JsonProperty("stop_grace_period") String stopGracePeriod,
            @JsonProperty("shm_size") String shmSize,
            List<String> networks,
            Map<String, String> environment,
            List<String> command,
            List<String> entrypoint,
            List<String> ports,
            List<String> volumes,
            HealthCheck healthcheck,
            @JsonProperty("depends_on") JsonNode dependsOn) {}

    /** How an image is made. */
    record Build(String context, String dockerfile) {}

    /** When a container is healthy. */
    record HealthCheck(
            List<String> test,
            @JsonProperty("start_period") String startPeriod,
            @JsonProperty("start_interval") String startInterval,
            String interval,
            String timeout,
            int retries) {}

    /** A network. */
    record Network(Ipam ipam) {}

    /** Its addresses. */
    record Ipam(List<Subnet> config) {}

    /** One range of them. */
    record Subnet(String subnet) {}

    /** The whole file; extensions, which only hold anchors, are left out. */
    static Compose read() {
        Map<String, Object> file = new Yaml().load(Project.text(Project.path("docker-compose.yml")));
        Map<String, Object> known = new HashMap<>(file);
        known.keySet().removeIf(key -> key.startsWith("x-"));
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build()
                .convertValue(known, Compose.class);
    }
}
