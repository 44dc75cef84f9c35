package dev.parley.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.deployment.code.ServiceCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dashboards, rules and alerts ask for what there is, and every alert says what to do. */
class ObservabilityTest {
    /** Metrics of the platform under our services, and of the cluster: read off a running service, or from kube-state-metrics. */
    private static final Set<String> PLATFORM = Set.of(
            "up",
            "kube_pod_status_ready",
            "jvm_memory_used_bytes",
            "jvm_memory_max_bytes",
            "jvm_gc_pause_seconds_sum",
            "process_cpu_time_ns_total",
            "http_server_requests_seconds_count",
            "agroal_active_count",
            "agroal_awaiting_count");

    private static final Set<String> PLATFORM_LABELS =
            Set.of("le", "instance", "service", "job", "pod", "namespace", "area", "outcome", "condition");

    private static final Pattern NEVER =
            Pattern.compile("parley_.*_(impossible|divergence|dead_letters|unreadable|zombies)_total");

    @Test
    void everyMetricThatIsAskedForIsMade() {
        Set<String> made = new HashSet<>(PLATFORM);
        ServiceCode.ALL.forEach(service -> made.addAll(service.metrics()));
        made.addAll(Queries.ofRules("recording.yml").keySet());

        Queries.all()
                .forEach((name, query) ->
                        assertThat(made).as(name + ": " + query.text()).containsAll(query.metrics()));
    }

    @Test
    void everyLabelThatIsAskedForIsGiven() {
        Queries.all()
                .forEach((name, query) -> assertThat(query.labels()).as(name).allMatch(ObservabilityTest::isGiven));
    }

    private static boolean isGiven(String label) {
        return PLATFORM_LABELS.contains(label) || ServiceCode.ALL.stream().anyMatch(service -> service.mentions(label));
    }

    @Test
    void whatShouldNeverHappenHasAnAlert() {
        Set<String> watched = Queries.ofRules("alerts.yml").values().stream()
                .flatMap(query -> query.metrics().stream())
                .collect(Collectors.toCollection(TreeSet::new));

        for (ServiceCode service : ServiceCode.ALL) {
            assertThat(service.metrics().stream().filter(NEVER.asMatchPredicate()))
                    .as(service.name())
                    .allMatch(watched::contains);
        }
    }

    @Test
    void prometheusAcceptsRulesAndQueries(@TempDir Path directory) throws Exception {
        Tool promtool = Tool.of("promtool", "PARLEY_PROMTOOL");
        assumeTrue(promtool.isThere(), "no promtool here (Debian: apt-get install prometheus)");
        Path queries = directory.resolve("queries.yml");
        StringBuilder rules = new StringBuilder("groups:\n- name: queries\n  rules:\n");
        int number = 0;
        for (Query query : Queries.all().values()) {
            String text = query.text().replace("\n", " ").replace("'", "''");
            rules.append("  - {record: query_")
                    .append(number++)
                    .append(", expr: '")
                    .append(text)
                    .append("'}\n");
        }
        Files.writeString(queries, rules);

        List<String> arguments = new ArrayList<>(List.of("check", "rules", queries.toString()));
        arguments.add(Queries.PROMETHEUS.resolve("recording.yml").toString());
        arguments.add(Queries.PROMETHEUS.resolve("alerts.yml").toString());
        Tool.Outcome checked = promtool.run(arguments.toArray(String[]::new));
        assertThat(checked.code()).as(checked.output()).isZero();
        Tool.Outcome config = promtool.run(
                "check", "config", Queries.PROMETHEUS.resolve("prometheus.yml").toString());
        assertThat(config.code()).as(config.output()).isZero();
    }

    @Test
    void everyAlertHasARunbook() {
        String operations = Project.text(Project.path("docs/operations.md"));
        for (JsonNode group : Project.yaml(Queries.PROMETHEUS.resolve("alerts.yml"))
                .getFirst()
                .path("groups")) {
            for (JsonNode alert : group.path("rules")) {
                String name = alert.path("alert").asText();

                assertThat(alert.at("/annotations/runbook_url").asText())
                        .endsWith("docs/operations.md#" + name.toLowerCase(java.util.Locale.ROOT));
                assertThat(operations).contains("\n#### " + name + "\n");
                assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
                assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
            }
        }
    }

    @Test
    void theClusterHasTheSameRules() {
        List<JsonNode> groups = new ArrayList<>();
        for (String file : List.of("recording.yml", "alerts.yml")) {
            Project.yaml(Queries.PROMETHEUS.resolve(file))
                    .getFirst()
                    .path("groups")
                    .forEach(groups::add);
        }
        JsonNode rule = Project.yaml(Project.path("k8s/components/monitoring/rules.yaml"))
                .getFirst();

        assertThat(Manifests.stream(rule.at("/spec/groups")).toList()).isEqualTo(groups);
    }

    @Test
    void prometheusLooksForEveryServiceAtItsManagementPort() {
        JsonNode job = Project.yaml(Queries.PROMETHEUS.resolve("prometheus.yml"))
                .getFirst()
                .at("/scrape_configs/0");

        assertThat(Manifests.stream(job.path("dns_sd_configs"))
                        .map(one -> one.at("/names/0").asText() + ":"
                                + one.path("port").asInt()))
                .containsExactlyInAnyOrderElementsOf(ServiceCode.ALL.stream()
                        .map(service -> service.name() + ":" + service.managementPort())
                        .toList());
        assertThat(job.path("metrics_path").asText()).isEqualTo("/q/metrics");
    }

    @Test
    void dashboardsAreWhole() {
        Set<String> uids = new TreeSet<>();
        for (Path file : Queries.dashboards()) {
            JsonNode dashboard = Project.yaml(file).getFirst();
            Set<Integer> ids = new TreeSet<>();
            uids.add(dashboard.path("uid").asText());

            assertThat(file.getFileName()).hasToString(dashboard.path("uid").asText() + ".json");
            for (JsonNode panel : dashboard.path("panels")) {
                assertThat(ids.add(panel.path("id").asInt()))
                        .as("ids are unique")
                        .isTrue();
                if (!panel.path("type").asText().equals("row")) {
                    assertThat(panel.path("description").asText())
                            .as(panel.path("title").asText())
                            .isNotBlank();
                    assertThat(panel.at("/datasource/uid").asText()).isEqualTo("prometheus");
                    assertThat(panel.path("targets")).isNotEmpty();
                }
            }
        }
        assertThat(uids)
                .contains("overview")
                .containsAll(ServiceCode.ALL.stream().map(ServiceCode::name).toList());
    }
}
