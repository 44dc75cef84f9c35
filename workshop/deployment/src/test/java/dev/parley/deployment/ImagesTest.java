package dev.parley.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.deployment.code.ServiceCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The Dockerfiles against what a build leaves behind, and against each other. */
class ImagesTest {
    static final List<ServiceCode> services = ServiceCode.ALL;

    @ParameterizedTest
    @FieldSource("services")
    void whatIsCopiedIsThereAfterABuild(ServiceCode service) {
        String app = service.name() + "/target/quarkus-app/";

        assertThat(Dockerfile.of(service, "jvm").last("COPY"))
                .containsExactly("docker/image/ /parley/", "--from=build /source/" + app + " /parley/app/");
        assertThat(Project.path(app + "quarkus-run.jar")).exists();
        for (String file : List.of("jvm.flags", "healthy", "train")) {
            assertThat(Project.path("docker/image/" + file)).exists();
        }
        assertThat(Dockerfile.of(service, "native").last("COPY").getFirst())
                .isEqualTo("docker/image/healthy /parley/healthy");
    }

    @ParameterizedTest
    @FieldSource("services")
    void portsAreThoseOfTheService(ServiceCode service) {
        String management = Integer.toString(service.managementPort());
        for (String kind : List.of("jvm", "native")) {
            Dockerfile dockerfile = Dockerfile.of(service, kind);

            assertThat(dockerfile.last("EXPOSE")).containsExactly(service.port() + " " + management);
            assertThat(dockerfile.last("HEALTHCHECK").getFirst())
                    .endsWith("CMD [\"/parley/healthy\", \"" + management + "\"]");
        }
        assertThat(Dockerfile.of(service, "jvm").last("RUN"))
                .containsExactly("/parley/train /parley/app " + management);
    }

    @ParameterizedTest
    @FieldSource("services")
    void theProcessIsNobodyAndHearsItsSignal(ServiceCode service) throws IOException {
        for (String kind : List.of("jvm", "native")) {
            Dockerfile dockerfile = Dockerfile.of(service, kind);

            assertThat(dockerfile.last("USER")).containsExactly("1001:0");
            assertThat(dockerfile.last("STOPSIGNAL")).containsExactly("SIGTERM");
            assertThat(dockerfile.last("LABEL").getFirst()).contains("org.opencontainers.image.title=");
            // The form without a shell, which would keep the signal to itself.
            assertThat(entryPoint(dockerfile)).isNotEmpty();
        }
    }

    @Test
    void theFirstStageIsTheSameForAllSoThatItIsBuiltOnce() {
        assertThat(services.stream()
                        .map(service -> stages(Dockerfile.of(service, "jvm")))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aBuildInAContainerSeesNoResultsAndNoSecrets() {
        assertThat(Project.text(Project.path(".dockerignore")).lines())
                .contains("**/target", "**/node_modules", ".git", ".env", ".parley");
        assertThat(Project.text(Project.path(".gitignore")).lines()).contains(".env");
    }

    @Test
    void scriptsCanBeRun() throws IOException {
        try (Stream<Path> scripts = Stream.of(
                Project.path("docker/image/healthy"),
                Project.path("docker/image/train"),
                Project.path("docker/kafka/topics.sh"),
                Project.path("docker/postgres/databases.sh"))) {
            assertThat(scripts).allMatch(Files::isExecutable);
        }
    }

    /** The command of the entry point, in its form without a shell. */
    static List<String> entryPoint(Dockerfile dockerfile) throws IOException {
        return List.of(JsonMapper.builder()
                .build()
                .readValue(dockerfile.last("ENTRYPOINT").getFirst(), String[].class));
    }

    private static List<String> stages(Dockerfile dockerfile) {
        int last = 0;
        for (int i = 0; i < dockerfile.instructions().size(); i++) {
            if (dockerfile.instructions().get(i).startsWith("FROM ")) {
                last = i;
            }
        }
        return dockerfile.instructions().subList(0, last + 1);
    }
}
