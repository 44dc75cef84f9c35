package dev.parley.endtoend.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads the compiled classes of all modules. Needs no stack. */
class ArchitectureTest {
    private static final Path ROOT = Path.of(System.getProperty("parley.root", "../.."));
    private static final List<String> MODULES = List.of(
            "common-api",
            "common-telemetry",
            "common-redis",
            "auth-service",
            "gateway-service",
            "message-service",
            "persistence-service",
            "presence-service",
            "workshop/local-stack",
            "workshop/toolbox",
            "workshop/verify");
    private static final String[] SERVICES = {"auth", "gateway", "message", "persistence", "presence"};

    private static JavaClasses all;

    @BeforeAll
    static void read() {
        List<Path> directories = MODULES.stream()
                .map(module -> ROOT.resolve(module).resolve("target/classes"))
                .toList();
        assertThat(directories)
                .allSatisfy(directory -> assertThat(Files.isDirectory(directory))
                        .as(directory.toString())
                        .isTrue());
        all = new ClassFileImporter().importPaths(directories);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth", "gateway", "message", "persistence", "presence"})
    void aServiceKnowsNoOtherService(String service) {
        String[] others = java.util.Arrays.stream(SERVICES)
                .filter(other -> !other.equals(service))
                .map(other -> "dev.parley." + other + "..")
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage("dev.parley." + service + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("services meet only on the wire, in the records of common-api")
                .check(all);
    }

    @Test
    void whatCrossesABoundaryDependsOnJacksonAndTheJdkOnly() {
        classes()
                .that()
                .resideInAPackage("dev.parley.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.parley.api..", "com.fasterxml.jackson..", "java..")
                .check(all);
    }

    @Test
    void theClientKnowsNothingOfTheServices() {
        noClasses()
                .that()
                .resideInAPackage("dev.parley.toolbox..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.parley.api.."))
                .because("what the services share must not hide what they break")
                .check(all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api",
                "auth",
                "gateway",
                "message",
                "persistence",
                "presence",
                "stack",
                "telemetry",
                "toolbox",
                "verify"
            })
    void featuresDoNotDependOnEachOtherInCircles(String module) {
        slices().matching("dev.parley." + module + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(all);
    }

    @Test
    void timeIsInjected() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.parley.auth..", "dev.parley.gateway..", "dev.parley.message..")
                .or()
                .resideInAnyPackage("dev.parley.persistence..", "dev.parley.presence..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("what reads the time is given a " + Clock.class.getSimpleName())
                .check(all);
    }

    @Test
    void chanceIsNotDecidedByAPredictableGenerator() {
        noClasses()
                .that()
                .resideInAPackage("dev.parley..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class)
                .because("secrets need SecureRandom, and jitter ThreadLocalRandom")
                .check(all);
    }

    @Test
    void namesSayWhatSomethingIs() {
        noClasses()
                .that()
                .resideInAPackage("dev.parley..")
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .check(all);
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        List<String> silent = all.stream()
                .map(JavaClass::getPackageName)
                .distinct()
                .filter(name -> !isDocumented(name))
                .toList();

        assertThat(silent).as("packages without a package-info.java").isEmpty();
    }

    /** Documentation leaves no trace in class files: so this one looks at the sources. */
    private static boolean isDocumented(String packageName) {
        String file = "src/main/java/" + packageName.replace('.', '/') + "/package-info.java";
        return MODULES.stream()
                .anyMatch(module -> Files.exists(ROOT.resolve(module).resolve(file)));
    }
}
