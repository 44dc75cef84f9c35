package dev.parley.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.deployment.code.ServiceCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an image does, done here without one: the service is trained as in its Dockerfile and then started by its entry point with
 * the image's flags, by this JDK.
 */
class EntryPointTest {
    private static final String SERVICE = "presence-service";
    private static final Path IMAGE = Project.path("docker/image");
    private static final int SECONDS = 90;
    private static final int HTTP_PORT = freePort();

    @Test
    void aTrainedServiceStartsFromItsCacheAnswersAndHearsSigterm(@TempDir Path directory) throws Exception {
        copy(Project.path(SERVICE + "/target/quarkus-app"), directory);
        Path log = directory.resolve("service.log");
        int port = freePort();
        run(directory, log, IMAGE.resolve("train").toString(), directory.toString(), port + "", flags());
        assertThat(directory.resolve("app.aot")).isNotEmptyFile();

        Process service = start(directory, log, entryPoint(), port);
        try {
            awaitLive(directory, log, port, service);
            // Alive, and not ready: there are no engines here. Docker and Kubernetes ask the same.
            assertThat(Project.text(log)).doesNotContain("Unable to use AOT cache");
            assertThat(exitOf(directory, log, IMAGE.resolve("healthy").toString(), port + ""))
                    .isNotZero();
        } finally {
            service.destroy();
        }
        assertThat(service.waitFor(20, TimeUnit.SECONDS)).as("SIGTERM is heard").isTrue();
        assertThat(service.exitValue()).isIn(0, 143);
    }

    private static List<String> entryPoint() throws IOException {
        List<String> command = new ArrayList<>();
        for (String part : ImagesTest.entryPoint(Dockerfile.of(ServiceCode.of(SERVICE), "jvm"))) {
            command.add(part.equals("@/parley/jvm.flags") ? "@" + flags() : part);
        }
        command.set(0, java());
        // Strict where the image is lenient: a cache that does not fit ends the process.
        command.add(1, "-XX:AOTMode=on");
        return command;
    }

    private static Process start(Path directory, Path log, List<String> command, int port) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment()
                .putAll(Map.of(
                        "PARLEY_SERVICE_SECRET", "of-this-test",
                        // Port 9 answers nobody: no engine that may run here is touched.
                        "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9",
                        "QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:9",
                        "QUARKUS_HTTP_PORT", Integer.toString(HTTP_PORT),
                        "QUARKUS_MANAGEMENT_PORT", Integer.toString(port)));
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static void awaitLive(Path directory, Path log, int port, Process service) throws Exception {
        String ask = "exec 3<>/dev/tcp/127.0.0.1/" + port
                + " && printf 'GET /q/health/live HTTP/1.0\\r\\n\\r\\n' >&3 && read -r line <&3 && [[ $line == *' 200 '* ]]";
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (exitOf(directory, null, "bash", "-c", ask) != 0) {
            assertThat(service.isAlive()).as(Project.text(log)).isTrue();
            assertThat(System.nanoTime()).as(Project.text(log)).isLessThan(deadline);
        }
    }

    private static void run(Path directory, Path log, String... command) throws Exception {
        assertThat(exitOf(directory, log, command)).as(log.toString()).isZero();
    }

    private static int exitOf(Path directory, Path log, String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().merge("PATH", Path.of(java()).getParent().toString(), (path, jdk) -> jdk + ":" + path);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(HTTP_PORT));
        builder.redirectOutput(
                log == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process process = builder.start();
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                .as(String.join(" ", command))
                .isTrue();
        return process.exitValue();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String flags() {
        return IMAGE.resolve("jvm.flags").toString();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Path target = to.resolve(from.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
