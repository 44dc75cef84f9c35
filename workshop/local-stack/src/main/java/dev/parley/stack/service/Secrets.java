package dev.parley.stack.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** The secrets of one stack: made at its first start, readable by its owner only, the same ever after. */
public record Secrets(String service, String postgres, String keyEncryption) {
    private static final int BYTES = 24;

    /** The secrets of the stack that keeps its data here. */
    public static Secrets of(Path data) {
        Path file = data.resolve("secrets.properties");
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            var properties = new Properties();
            try (var in = Files.newBufferedReader(file)) {
                properties.load(in);
            }
            return new Secrets(
                    properties.getProperty("service"),
                    properties.getProperty("postgres"),
                    properties.getProperty("key-encryption"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + file, e);
        }
    }

    private static void create(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        var random = new SecureRandom();
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                file,
                "service=" + secret(random) + "\npostgres=" + secret(random) + "\nkey-encryption=" + secret(random)
                        + "\n");
    }

    private static String secret(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
