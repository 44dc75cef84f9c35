package dev.parley.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.deployment.code.ServiceCode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The compose file against the services, its files and its settings. */
class ComposeTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(:[?-][^}]*)?}");
    /** Of traces: the operator's own, and asked for nothing unless it is there. */
    private static final String COLLECTOR = "otel-collector";

    private static final Pattern ADDRESS = Pattern.compile("(?:http|redis|jdbc:postgresql)://([a-z-]+):(\\d+)");

    private final Compose compose = Compose.read();

    @Test
    void everyVariableIsOneThatTheServiceKnows() {
        for (ServiceCode service : ServiceCode.ALL) {
            Set<String> given =
                    compose.services().get(service.name()).environment().keySet();

            assertThat(Variables.knownTo(service)).as(service.name()).containsAll(given);
            assertThat(given).as(service.name()).containsAll(Variables.neededBy(service));
        }
    }

    @Test
    void everyAddressIsThatOfAContainer() {
        Map<String, Integer> ports = new TreeMap<>(Map.of("kafka", 9092, "redis", 6379, "postgres", 5432));
        ServiceCode.ALL.forEach(service -> ports.put(service.name(), service.port()));

        for (ServiceCode service : ServiceCode.ALL) {
            for (String value :
                    compose.services().get(service.name()).environment().values()) {
                for (Matcher address = ADDRESS.matcher(value); address.find(); ) {
                    if (address.group(1).equals(COLLECTOR)) {
                        continue;
                    }
                    assertThat(ports).containsEntry(address.group(1), Integer.valueOf(address.group(2)));
                    assertThat(compose.services()).containsKey(address.group(1));
                }
            }
        }
    }

    @Test
    void everySettingIsExplainedAndEveryExplainedOneUsed() {
        Map<String, String> explained = settings();
        Set<String> used = new TreeSet<>();
        Matcher variable = VARIABLE.matcher(Project.text(Project.path("docker-compose.yml")));
        while (variable.find()) {
            used.add(variable.group(1));
        }

        assertThat(explained.keySet()).isEqualTo(used);
    }

    @Test
    void noSecretHasADefault() {
        settings().forEach((name, value) -> {
            if (name.endsWith("SECRET") || name.endsWith("PASSWORD")) {
                assertThat(value).as(name).isEmpty();
            } else {
                assertThat(value).as(name).isNotEmpty();
            }
        });
        Matcher variable = VARIABLE.matcher(Project.text(Project.path("docker-compose.yml")));
        while (variable.find()) {
            boolean isSecret =
                    variable.group(1).endsWith("SECRET") || variable.group(1).endsWith("PASSWORD");
            assertThat(variable.group(2)).as(variable.group()).startsWith(isSecret ? ":?" : ":-");
        }
    }

    @Test
    void everyFileThatIsMountedIsThere() {
        compose.services().forEach((name, service) -> {
            if (service.volumes() != null) {
                for (String volume : service.volumes()) {
                    String source = volume.substring(0, volume.indexOf(':'));
                    if (source.startsWith("./")) {
                        assertThat(Project.path(source.substring(2))).as(name).exists();
                    } else {
                        assertThat(compose.volumes()).as(name).containsKey(source);
                    }
                }
            }
            if (service.build() != null) {
                assertThat(Project.path(service.build().dockerfile())).exists();
            }
        });
    }

    @Test
    void whoIsWaitedForSaysWhenItIsHealthy() {
        compose.services().forEach((name, service) -> {
            if (service.dependsOn() == null || !service.dependsOn().isObject()) {
                return;
            }
            for (Map.Entry<String, JsonNode> awaited : service.dependsOn().properties()) {
                Compose.Service other = compose.services().get(awaited.getKey());
                assertThat(other).as(awaited.getKey()).isNotNull();
                if (awaited.getValue().path("condition").asText().equals("service_healthy")) {
                    boolean checksItself = other.build() != null
                            && Project.text(Project.path(other.build().dockerfile()))
                                    .contains("\nHEALTHCHECK ");
                    assertThat(other.healthcheck() != null || checksItself)
                            .as(awaited.getKey())
                            .isTrue();
                } else {
                    assertThat(awaited.getValue().path("condition").asText())
                            .isEqualTo("service_completed_successfully");
                }
            }
        });
    }

    @Test
    void gatewaysCanBeScaledBehindTheProxy() {
        Compose.Service gateway = compose.services().get("gateway-service");
        Path caddyfile = Project.path("docker/caddy/Caddyfile");

        assertThat(gateway.ports())
                .as("a published port could be taken once only")
                .isNull();
        assertThat(Project.text(caddyfile)).contains("name gateway-service", "port 8080");
    }

    @Test
    void topicsAndTheirPartitionsAreThoseOfTheCode() {
        String script = Project.text(Project.path("docker/kafka/topics.sh"));
        Set<String> made = new TreeSet<>();
        Matcher topic =
                Pattern.compile("^topic (chat\\.[a-z-]+) ", Pattern.MULTILINE).matcher(script);
        while (topic.find()) {
            made.add(topic.group(1));
        }
        Set<String> known = new TreeSet<>();
        Matcher name = Pattern.compile("\"(chat\\.[a-z-]+)\"")
                .matcher(Project.text(Project.path("common-api/src/main/java/dev/parley/api/topic/Topics.java")));
        while (name.find()) {
            known.add(name.group(1));
        }

        assertThat(made).isEqualTo(known);
        assertThat(script).contains("topic chat.events \"$PARTITIONS\"", "topic chat.positions \"$PARTITIONS\"");
    }

    @Test
    void servicesRunAsInTheirImagesAndWriteNothing() {
        for (ServiceCode service : ServiceCode.ALL) {
            Compose.Service container = compose.services().get(service.name());

            assertThat(container.readOnly()).isTrue();
            assertThat(container.capDrop()).containsExactly("ALL");
            assertThat(container.stopGracePeriod()).isEqualTo("30s");
        }
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        String previous = "";
        for (String line : Project.text(Project.path(".env.example")).lines().toList()) {
            if (line.matches("[A-Z_]+=.*")) {
                boolean isExplained = previous.startsWith("#") || previous.matches("[A-Z_]+=.*");
                assertThat(isExplained).as("%s is explained", line).isTrue();
                settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
            }
            previous = line;
        }
        return settings;
    }
}
