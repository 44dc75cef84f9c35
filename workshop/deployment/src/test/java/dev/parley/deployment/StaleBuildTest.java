package dev.parley.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.deployment.code.ServiceCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When {@code ./parley} builds before it does what it is asked: in a tree of the same modules, with a Maven that only says that it was called. */
class StaleBuildTest {
    private static final int SECONDS = 30;
    private static final Instant BUILT = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    private Path root;

    @BeforeEach
    void aTreeThatIsBuilt() throws Exception {
        Files.copy(Project.path("parley"), root.resolve("parley"), StandardCopyOption.COPY_ATTRIBUTES);
        write("mvnw", "#!/bin/sh\ntouch called\n").toFile().setExecutable(true);
        write("pom.xml", "");
        write("workshop/pom.xml", "");
        for (String module : modules().toList()) {
            write(module + "/pom.xml", "");
            write(module + "/src/main/java/Source.java", "");
        }
        for (ServiceCode service : ServiceCode.ALL) {
            write(service.name() + "/target/quarkus-app/quarkus-run.jar", "");
        }
        Files.setLastModifiedTime(write(".parley/built", ""), FileTime.from(BUILT.plusSeconds(1)));
    }

    @Test
    void buildsNothingWhileNothingHasChanged() throws Exception {
        status();

        assertThat(root.resolve("called")).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void buildsWhenASourceHasChanged(String module) throws Exception {
        Files.setLastModifiedTime(
                root.resolve(module + "/src/main/java/Source.java"), FileTime.from(BUILT.plusSeconds(2)));

        status();

        assertThat(root.resolve("called")).exists();
    }

    @Test
    void buildsWhenAServiceIsNotPackaged() throws Exception {
        Files.delete(root.resolve(ServiceCode.ALL.getLast().name() + "/target/quarkus-app/quarkus-run.jar"));

        status();

        assertThat(root.resolve("called")).exists();
    }

    /** What runs, and what it is made of: every module but the workshop. */
    static Stream<String> modules() {
        return Project.text(Project.path("pom.xml"))
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("<module>") && !line.contains("workshop"))
                .map(line -> line.replaceAll("</?module>", ""));
    }

    /** How it ends is nobody's business here: there is no stack to tell of. */
    private void status() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("./parley", "status")
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        assertThat(builder.start().waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private Path write(String relative, String text) throws IOException {
        Path file = root.resolve(relative);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setLastModifiedTime(file, FileTime.from(BUILT));
    }
}
