package dev.parley.deployment.code;

import dev.parley.deployment.Project;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the meters that source files register, under the names that Prometheus sees. */
final class MeterScan {
    private static final Pattern METER = Pattern.compile(
            "(?:\\b(Timer|Gauge|MultiGauge|DistributionSummary)\\.builder|\\.(counter|timer|summary|gauge|gaugeMapSize|gaugeCollectionSize))"
                    + "\\(\\s*\"(parley\\.[a-z.]+)\"");
    private static final Pattern CACHE = Pattern.compile("CaffeineCacheMetrics\\.monitor");

    private MeterScan() {}

    static Set<String> names(List<Path> sources) {
        Set<String> names = new HashSet<>();
        for (Path source : sources) {
            String text = Project.text(source);
            for (Matcher meter = METER.matcher(text); meter.find(); ) {
                String kind = meter.group(1) == null ? meter.group(2) : meter.group(1);
                String statement = text.substring(meter.start(), text.indexOf(';', meter.start()));
                add(names, kind.toLowerCase(Locale.ROOT), meter.group(3).replace('.', '_'), statement);
            }
            if (CACHE.matcher(text).find()) {
                names.addAll(Set.of("cache_gets_total", "cache_size", "cache_evictions_total"));
            }
        }
        return names;
    }

    private static void add(Set<String> names, String kind, String name, String statement) {
        switch (kind) {
            case "counter" -> names.add(name + "_total");
            case "timer" -> addDistribution(names, name + "_seconds", statement);
            case "distributionsummary", "summary" -> addDistribution(names, name, statement);
            default -> names.add(name);
        }
    }

    private static void addDistribution(Set<String> names, String name, String statement) {
        names.addAll(Set.of(name + "_count", name + "_sum", name + "_max"));
        if (statement.contains("serviceLevelObjectives") || statement.contains("publishPercentileHistogram")) {
            names.add(name + "_bucket");
        }
    }
}
