package dev.parley.toolbox.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.toolbox.client.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The refresh tokens of a bench's people, kept beside the stack's data from one run to the next, because a refresh
 * costs the stack far less than a password hash.
 */
final class SavedSessions {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String OWNER_ONLY = "rw-------";

    private final Path file;
    private final Map<String, String> tokens;

    private SavedSessions(Path file, Map<String, String> tokens) {
        this.file = file;
        this.tokens = Map.copyOf(tokens);
    }

    /** {@code file}: need not exist; null to keep nothing. */
    static SavedSessions in(Path file) {
        if (file == null || !Files.isReadable(file)) {
            return new SavedSessions(file, Map.of());
        }
        try {
            return new SavedSessions(file, JSON.readValue(file.toFile(), new TypeReference<>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + "; delete it", e);
        }
    }

    /** The refresh token of a user, or null. */
    String of(String username) {
        return tokens.get(username);
    }

    /** Keeps the sessions that these people have now; those of others stay as they were. */
    void save(List<Person> people) {
        if (file == null) {
            return;
        }
        Map<String, String> all = new TreeMap<>(tokens);
        people.forEach(person -> all.put(person.username(), person.session().refreshToken()));
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
            JSON.writeValue(file.toFile(), all);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
