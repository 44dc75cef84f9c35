package dev.parley.deployment;

import dev.parley.deployment.code.Mapping;
import dev.parley.deployment.code.ServiceCode;
import dev.parley.deployment.code.Setting;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which environment variables mean something to a service. */
final class Variables {
    /** Keys of the platform that no service of ours sets itself, and that every service takes at run time. */
    private static final Set<String> PLATFORM = Set.of(
            "quarkus.log.level",
            "quarkus.otel.exporter.otlp.endpoint",
            "quarkus.otel.exporter.otlp.protocol",
            "quarkus.otel.exporter.otlp.headers",
            "quarkus.http.proxy.proxy-address-forwarding",
            "quarkus.http.proxy.trusted-proxies");

    private static final Set<String> REDIS =
            Set.of("quarkus.redis.client-type", "quarkus.redis.master-name", "quarkus.redis.role");

    private Variables() {}

    static Set<String> knownTo(ServiceCode service) {
        Set<String> keys = new TreeSet<>(service.keys());
        keys.addAll(PLATFORM);
        if (service.engines().contains("redis")) {
            keys.addAll(REDIS);
        }
        if (service.engines().contains("postgres")) {
            keys.add("quarkus.datasource.password");
        }
        return keys.stream().map(Setting::variable).collect(Collectors.toSet());
    }

    /**
     * What must be set: what has no default, and what has one that is good on a developer's machine only (addresses, and the
     * loopback).
     */
    static Set<String> neededBy(ServiceCode service) {
        Set<String> keys = new TreeSet<>(Set.of("quarkus.http.host", "quarkus.management.host"));
        Set<String> optional = new TreeSet<>();
        for (Mapping mapping : service.mappings()) {
            mapping.settings().stream()
                    .filter(setting -> setting.type().startsWith("Optional"))
                    .forEach(setting -> optional.add(setting.key()));
            mapping.settings().stream()
                    .filter(setting ->
                            setting.fallback() == null && !setting.type().startsWith("Optional"))
                    .forEach(setting -> keys.add(setting.key()));
        }
        for (String key : service.keys()) {
            String value = service.property(key);
            boolean isOfOneMachine = value != null && value.contains("localhost") && !value.startsWith("${");
            if (isOfOneMachine || (key.endsWith("secret") && !optional.contains(key))) {
                keys.add(key);
            }
        }
        if (service.engines().contains("postgres")) {
            keys.add("quarkus.datasource.password");
        }
        return keys.stream().map(Setting::variable).collect(Collectors.toSet());
    }
}
