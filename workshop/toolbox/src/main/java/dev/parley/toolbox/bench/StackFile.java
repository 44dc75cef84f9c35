package dev.parley.toolbox.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What runs on this machine, as {@code ./parley up} notes it in {@code <data>/run/stack.json}; empty if nothing does.
 */
public record StackFile(List<URI> gateways, Map<String, Long> processes) {
    private static final URI DEFAULT_GATEWAY = URI.create("http://localhost:8080");

    /** {@code data}: where the stack keeps its data, or null for the usual place. */
    public static StackFile read(Path data) {
        Path file = home(data).resolve("run").resolve("stack.json");
        List<URI> gateways = new ArrayList<>();
        Map<String, Long> processes = new LinkedHashMap<>();
        if (Files.isReadable(file)) {
            for (JsonNode process : parse(file).path("processes")) {
                String name = process.path("name").asText();
                processes.put(name, process.path("pid").asLong());
                if (name.startsWith("gateway-service")) {
                    gateways.add(URI.create(process.path("url").asText()));
                }
            }
        }
        return new StackFile(gateways.isEmpty() ? List.of(DEFAULT_GATEWAY) : gateways, processes);
    }

    /** Where a stack keeps its data: {@code data}, or the usual place if that is null. */
    static Path home(Path data) {
        return data == null ? Path.of(System.getProperty("parley.root", "."), ".parley", "data") : data;
    }

    private static JsonNode parse(Path file) {
        try {
            return new JsonMapper().readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
