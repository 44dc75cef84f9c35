package dev.parley.deployment.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.parley.deployment.Project;
import dev.parley.deployment.code.ServiceCode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What would go unnoticed until a native executable fails at run time. */
class NativeImageTest {
    static final List<ServiceCode> services = ServiceCode.ALL;

    @ParameterizedTest
    @FieldSource("services")
    void everyTypeOnTheWireIsRegistered(ServiceCode service) {
        WireTypes types = new WireTypes(classes(service), root(service));

        assertThat(registered(service))
                .as("the analysis sees what is registered")
                .isNotEmpty();
        assertThat(types.missing())
                .as("@RegisterForReflection of %s lacks these", service.name())
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("services")
    void everyCacheIsRegistered(ServiceCode service) throws ReflectiveOperationException {
        Set<String> needed = CacheTypes.of(service.sources());

        assertThat(registered(service))
                .as("@RegisterForReflection of %s", service.name())
                .containsAll(needed);
    }

    /** Such fields are filled when the executable is built: the same "random" numbers in every process, threads that are not there. */
    @ParameterizedTest
    @FieldSource("services")
    void nothingStaticIsRandomOrAThread(ServiceCode service) {
        Set<String> found = classes(service).stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> field.getRawType().isAssignableTo(java.util.random.RandomGenerator.class)
                        || field.getRawType().isAssignableTo(Thread.class)
                        || field.getRawType().isAssignableTo(java.util.concurrent.Executor.class))
                .map(JavaField::getFullName)
                .collect(Collectors.toSet());

        assertThat(found).isEmpty();
    }

    /** A native executable has only the resources it is told of; migrations are found by Flyway's extension. */
    @ParameterizedTest
    @FieldSource("services")
    void everyResourceIsIncluded(ServiceCode service) {
        String included = String.valueOf(service.property("quarkus.native.resources.includes"));
        Set<String> kinds = Project.files(Project.path(service.name() + "/src/main/resources"), "").stream()
                .map(file -> file.getFileName().toString())
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .filter(kind -> !kind.equals("sql") && !kind.equals("properties"))
                .collect(Collectors.toSet());

        assertThat(kinds).allMatch(kind -> included.contains("*." + kind));
    }

    private static Set<String> registered(ServiceCode service) {
        return Registrations.of(new ClassFileImporter().importPath(Project.path(service.name() + "/target/classes")));
    }

    private static JavaClasses classes(ServiceCode service) {
        return new ClassFileImporter()
                .importPaths(
                        Project.path(service.name() + "/target/classes"), Project.path("common-api/target/classes"));
    }

    private static String root(ServiceCode service) {
        return "dev.parley." + service.name().replace("-service", "");
    }
}
