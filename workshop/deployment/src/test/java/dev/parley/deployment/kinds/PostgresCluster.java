package dev.parley.deployment.kinds;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;

/** {@code postgresql.cnpg.io/v1 Cluster}, as far as it is used. */
public record PostgresCluster(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
    /** How many, of what, with what in it. */
    public record Spec(
            int instances,
            String imageName,
            Postgres postgresql,
            Bootstrap bootstrap,
            Storage storage,
            ResourceRequirements resources,
            Affinity affinity) {}

    /** Settings of the server. */
    public record Postgres(Synchronous synchronous, Map<String, String> parameters) {}

    /** For whom a commit waits. */
    public record Synchronous(String method, int number, String dataDurability) {}

    /** What is there at the beginning. */
    public record Bootstrap(InitDb initdb) {}

    /** A database and its owner. */
    public record InitDb(
            String database,
            String owner,
            SecretName secret,
            String encoding,
            String localeCollate,
            String localeCType,
            List<String> postInitApplicationSQL) {}

    /** Of type {@code kubernetes.io/basic-auth}. */
    public record SecretName(String name) {}

    /** A volume. */
    public record Storage(String size) {}

    /** Where instances are not together. */
    public record Affinity(boolean enablePodAntiAffinity, String topologyKey) {}
}
