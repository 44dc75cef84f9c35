package dev.parley.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.deployment.code.Mapping;
import dev.parley.deployment.code.ServiceCode;
import dev.parley.deployment.code.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} is what the code says. With {@code -Dparley.docs.write=true} this writes it anew. */
class ConfigurationReferenceTest {
    private static final Path REFERENCE = Project.path("docs/configuration.md");

    @Test
    void theReferenceIsWhatTheCodeSays() throws IOException {
        String reference = reference();
        if (Boolean.getBoolean("parley.docs.write")) {
            Files.writeString(REFERENCE, reference);
        }

        assertThat(Project.text(REFERENCE))
                .as("stale: ./mvnw verify -pl workshop/deployment -am -Dtest=ConfigurationReferenceTest "
                        + "-Dsurefire.failIfNoSpecifiedTests=false -Dparley.docs.write=true")
                .isEqualTo(reference);
    }

    @Test
    void everySettingIsExplained() {
        for (ServiceCode service : ServiceCode.ALL) {
            for (Mapping mapping : service.mappings()) {
                assertThat(mapping.about()).as(mapping.prefix()).isNotBlank();
                assertThat(mapping.settings())
                        .allSatisfy(setting ->
                                assertThat(setting.meaning()).as(setting.key()).isNotBlank());
            }
        }
    }

    private static String reference() {
        StringBuilder text = new StringBuilder("""
                # Configuration

                Every setting of our own, generated from the code (`ConfigurationReferenceTest`). Each is an environment variable, or the
                key in parentheses as a system property or in `config/application.properties` beside the program. Durations are written `500ms`, `5s`,
                `10m`, `1h`, `30d`. What services share (addresses, secrets, engines) is in [architecture.md](architecture.md#configuration-every-service-shares);
                everything that Quarkus itself can be told (`QUARKUS_…`) is in its own reference.
                """);
        for (ServiceCode service : ServiceCode.ALL) {
            text.append("\n## ").append(service.name()).append('\n');
            for (Mapping mapping : service.mappings()) {
                if (!mapping.settings().isEmpty()) {
                    append(text, mapping);
                }
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Mapping mapping) {
        text.append('\n').append(mapping.about()).append("\n\n| variable | default | |\n|---|---|---|\n");
        for (Setting setting : mapping.settings()) {
            text.append("| `%s` (`%s`) | %s | %s |%n"
                    .formatted(
                            setting.variable(),
                            setting.key(),
                            setting.fallback() == null ? "" : "`" + setting.fallback() + "`",
                            setting.meaning().replace("|", "\\|")));
        }
    }
}
