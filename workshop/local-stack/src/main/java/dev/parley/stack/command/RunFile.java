package dev.parley.stack.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.stack.process.StackFailure;
import dev.parley.stack.service.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code <data>/run/stack.json}: what runs now, for {@code status}, {@code logs} and {@code bench}. */
record RunFile(List<Part> processes) {
    /** @param url null for engines; {@code management} likewise */
    record Part(String name, long pid, String url, String management, String log) {}

    static Path at(Path data) {
        return data.resolve("run/stack.json");
    }

    static RunFile of(Stack stack) {
        List<Part> parts = new ArrayList<>();
        for (var engine : stack.engines()) {
            var process = engine.process();
            parts.add(new Part(
                    process.name(), process.pid(), null, null, process.log().toString()));
        }
        for (var service : stack.services()) {
            var process = service.process();
            parts.add(new Part(
                    process.name(),
                    process.pid(),
                    service.url(),
                    service.managementUrl(),
                    process.log().toString()));
        }
        return new RunFile(parts);
    }

    static RunFile read(Path data) {
        try {
            return new ObjectMapper().readValue(Files.readAllBytes(at(data)), RunFile.class);
        } catch (JsonProcessingException e) {
            throw new StackFailure("cannot read " + at(data) + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new StackFailure("no stack runs on " + data + " (./parley up starts one)");
        }
    }

    void write(Path data) {
        try {
            Files.createDirectories(at(data).getParent());
            Files.write(
                    at(data),
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path data) {
        try {
            Files.deleteIfExists(at(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
