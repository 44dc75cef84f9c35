package dev.parley.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.deployment.code.ServiceCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Postgres takes the connections of all the instances that may be started. */
class PostgresConnectionsTest {
    /** What Postgres keeps for its superuser, and as many for its replicas and for people. */
    private static final int OTHERS = 10;

    @ParameterizedTest
    @CsvSource({"auth-service, auth-postgres", "persistence-service, chat-postgres"})
    void clusterTakesThoseOfEveryInstance(String service, String cluster) {
        Manifests production = Manifests.of("overlays/production");
        int instances = production
                .one("ScaledObject", service)
                .at("/spec/maxReplicaCount")
                .asInt();
        int taken = production
                .one("Cluster", cluster)
                .at("/spec/postgresql/parameters/max_connections")
                .asInt();

        assertThat(instances * connectionsOf(ServiceCode.of(service)) + OTHERS).isLessThanOrEqualTo(taken);
    }

    private static int connectionsOf(ServiceCode service) {
        return service.keys().stream()
                .filter(key -> key.startsWith("quarkus.datasource.") && key.endsWith("jdbc.max-size"))
                .mapToInt(key -> Integer.parseInt(service.property(key)))
                .sum();
    }
}
