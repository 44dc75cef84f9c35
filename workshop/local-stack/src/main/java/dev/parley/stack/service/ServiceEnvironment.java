package dev.parley.stack.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The environment variables with which services find the engines and each other; see docs/architecture.md. */
final class ServiceEnvironment {
    static final String AUTH_DATABASE = "parley_auth";
    static final String CHAT_DATABASE = "parley_chat";

    private final Map<ServiceKind, List<Integer>> ports;
    private final StackEngines engines;
    private final Secrets secrets;
    private final StackPlan plan;

    ServiceEnvironment(Map<ServiceKind, List<Integer>> ports, StackEngines engines, Secrets secrets, StackPlan plan) {
        this.ports = ports;
        this.engines = engines;
        this.secrets = secrets;
        this.plan = plan;
    }

    Map<String, String> of(ServiceKind kind, int port, int managementPort) {
        Map<String, String> variables = new HashMap<>();
        variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        variables.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        variables.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        variables.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
        variables.put("KAFKA_BOOTSTRAP_SERVERS", engines.kafka().bootstrap());
        variables.put("QUARKUS_REDIS_HOSTS", engines.redis().url());
        variables.put("PARLEY_SERVICE_SECRET", secrets.service());
        variables.put("PARLEY_EVENTS_PARTITIONS", Integer.toString(plan.partitions()));
        variables.put("PARLEY_JWKS_URL", url(ports.get(ServiceKind.AUTH).getFirst()) + "/.well-known/jwks.json");
        variables.put("PARLEY_AUTH_URLS", urls(ServiceKind.AUTH));
        variables.put("PARLEY_MESSAGE_URLS", urls(ServiceKind.MESSAGE));
        variables.put("PARLEY_PERSISTENCE_URLS", urls(ServiceKind.PERSISTENCE));
        variables.put("PARLEY_PRESENCE_URLS", urls(ServiceKind.PRESENCE));
        switch (kind) {
            case AUTH -> {
                variables.putAll(database(AUTH_DATABASE));
                variables.put("PARLEY_AUTH_KEY_ENCRYPTION_SECRET", secrets.keyEncryption());
                // The local stack speaks plain HTTP on loopback, where a Secure cookie would not come back.
                variables.put("PARLEY_AUTH_COOKIE_SECURE", "false");
                // Here everybody has the same address, the people of a bench too.
                variables.put("PARLEY_AUTH_LIMITS_REGISTRATIONS_PER_ADDRESS", "1000000");
            }
            case PERSISTENCE -> variables.putAll(database(CHAT_DATABASE));
            // No balancer has to notice here that a gateway is leaving.
            case GATEWAY -> variables.put("QUARKUS_SHUTDOWN_DELAY", "1S");
            case MESSAGE, PRESENCE -> {}
        }
        variables.putAll(plan.environment());
        return variables;
    }

    private Map<String, String> database(String name) {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", engines.postgres().jdbcUrl(name),
                "QUARKUS_DATASOURCE_USERNAME", name,
                "QUARKUS_DATASOURCE_PASSWORD", secrets.postgres());
    }

    private String urls(ServiceKind kind) {
        return ports.get(kind).stream().map(ServiceEnvironment::url).collect(Collectors.joining(","));
    }

    private static String url(int port) {
        return "http://localhost:" + port;
    }
}
