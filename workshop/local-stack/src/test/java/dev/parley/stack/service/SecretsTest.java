package dev.parley.stack.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path data;

    @Test
    void secretsAreMadeOnceAndForTheirOwnerOnly() throws Exception {
        Secrets first = Secrets.of(data);
        Secrets second = Secrets.of(data);

        assertThat(second).isEqualTo(first);
        assertThat(first.service()).hasSizeGreaterThanOrEqualTo(48).isNotEqualTo(first.postgres());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secrets.properties"))))
                .isEqualTo("rw-------");
    }
}
