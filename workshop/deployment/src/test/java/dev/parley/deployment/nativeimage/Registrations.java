package dev.parley.deployment.nativeimage;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What annotations register for reflection: the types they name, or the type they stand on. */
final class Registrations {
    private static final String ANNOTATION = "io.quarkus.runtime.annotations.RegisterForReflection";

    private Registrations() {}

    static boolean isOne(JavaClass type) {
        return type.isAnnotatedWith(ANNOTATION);
    }

    /** The full names of what the annotations on these types register. */
    static Set<String> of(Iterable<JavaClass> types) {
        Set<String> registered = new TreeSet<>();
        for (JavaClass type : types) {
            if (isOne(type)) {
                JavaAnnotation<?> registration = type.getAnnotationOfType(ANNOTATION);
                Set<String> named = new TreeSet<>();
                values(registration, "targets")
                        .map(target -> ((JavaClass) target).getName())
                        .forEach(named::add);
                values(registration, "classNames").map(String.class::cast).forEach(named::add);
                registered.addAll(named.isEmpty() ? Set.of(type.getName()) : named);
            }
        }
        return registered;
    }

    private static Stream<Object> values(JavaAnnotation<?> annotation, String element) {
        return Stream.of((Object[]) annotation.get(element).orElse(new Object[0]));
    }
}
