package dev.parley.deployment.code;

import dev.parley.deployment.Project;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One service, as its sources describe it, and those of the libraries of ours that it has. */
public final class ServiceCode {
    private static final List<String> LIBRARIES = List.of("common-telemetry", "common-redis");

    /** All of them, in the order of their names. */
    public static final List<ServiceCode> ALL = List.of(
            new ServiceCode("auth-service"),
            new ServiceCode("gateway-service"),
            new ServiceCode("message-service"),
            new ServiceCode("persistence-service"),
            new ServiceCode("presence-service"));

    private static final Map<String, String> ENGINES = Map.of(
            "quarkus-kafka-client", "kafka",
            "quarkus-messaging-kafka", "kafka",
            "quarkus-redis-client", "redis",
            "quarkus-jdbc-postgresql", "postgres");
    private static final Pattern NAMED = Pattern.compile("@ConfigProperty\\(\\s*name = \"([a-z.-]+)\"");
    private static final Pattern REFERRED = Pattern.compile("\\$\\{([a-z.-]+)");
    private static final Pattern UPSTREAM = Pattern.compile("parley\\.([a-z]+)\\.urls");

    private final String name;
    private final String pom;
    private final Properties properties = new Properties();
    private final List<Path> sources;
    private final List<Mapping> mappings;

    private ServiceCode(String name) {
        this.name = name;
        this.pom = Project.text(Project.path(name + "/pom.xml"));
        List<Path> libraries = LIBRARIES.stream()
                .filter(this::dependsOn)
                .map(library -> Project.path(library + "/src/main"))
                .toList();
        Path main = Project.path(name + "/src/main");
        this.sources = Stream.concat(Stream.of(main), libraries.stream())
                .flatMap(part -> Project.files(part.resolve("java"), ".java").stream())
                .toList();
        this.mappings = MappingReader.read(sources);
        // The service's own properties stand above those of the libraries.
        libraries.stream()
                .map(library -> library.resolve("resources/META-INF/microprofile-config.properties"))
                .filter(Files::exists)
                .forEach(this::load);
        load(main.resolve("resources/application.properties"));
    }

    private boolean dependsOn(String artifact) {
        return pom.contains("<artifactId>" + artifact + "</artifactId>");
    }

    private void load(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The service of this name. */
    public static ServiceCode of(String name) {
        return ALL.stream().filter(one -> one.name.equals(name)).findFirst().orElseThrow();
    }

    public String name() {
        return name;
    }

    /** Its Java sources, and those of the libraries of ours that it has. */
    public List<Path> sources() {
        return sources;
    }

    public int port() {
        return Integer.parseInt(properties.getProperty("quarkus.http.port"));
    }

    public int managementPort() {
        return Integer.parseInt(properties.getProperty("quarkus.management.port"));
    }

    /** A property of {@code application.properties}, or null. */
    public String property(String key) {
        return properties.getProperty(key);
    }

    public List<Mapping> mappings() {
        return mappings;
    }

    /** Every key that means something to this service: mapped, injected, set or referred to. */
    public Set<String> keys() {
        Set<String> keys = new TreeSet<>(properties.stringPropertyNames());
        mappings.forEach(mapping -> mapping.settings().forEach(setting -> keys.add(setting.key())));
        properties.values().forEach(value -> matches(REFERRED, value.toString(), keys));
        sources.forEach(source -> matches(NAMED, Project.text(source), keys));
        return keys;
    }

    /** {@code kafka}, {@code redis}, {@code postgres}: those whose clients it has. */
    public Set<String> engines() {
        return ENGINES.entrySet().stream()
                .filter(engine -> dependsOn(engine.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    /** The services whose addresses it is told. */
    public Set<String> calls() {
        Set<String> calls = new TreeSet<>();
        for (String key : keys()) {
            Matcher upstream = UPSTREAM.matcher(key);
            if (upstream.matches()) {
                calls.add(upstream.group(1) + "-service");
            } else if (key.equals("parley.jwks.url")) {
                calls.add("auth-service");
            }
        }
        return calls;
    }

    /** Its own meters, as Prometheus names them. */
    public Set<String> metrics() {
        return MeterScan.names(sources);
    }

    /** Whether a string stands in the sources, as labels of meters do. */
    public boolean mentions(String literal) {
        return sources.stream().anyMatch(source -> Project.text(source).contains("\"" + literal + "\""));
    }

    private static void matches(Pattern pattern, String text, Set<String> into) {
        for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
            into.add(matcher.group(1));
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
