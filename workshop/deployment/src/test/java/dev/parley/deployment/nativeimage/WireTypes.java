package dev.parley.deployment.nativeimage;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The types that one service turns into JSON or makes of it by reflection, guessed from its byte code and rather too many than too
 * few: every record and enum of common-api that the service touches, those that stand as class literals where a Jackson mapper is
 * used, by the service or by a class of common-api that it calls, all that implement an interface named there, and all that are
 * parts of these.
 */
final class WireTypes {
    private static final String OURS = "dev.parley.";
    private static final String SHARED = "dev.parley.api.";

    private final JavaClasses all;
    private final Set<JavaClass> service;

    /**
     * @param all the service and common-api
     * @param root the package of the service
     */
    WireTypes(JavaClasses all, String root) {
        this.all = all;
        this.service = all.stream()
                .filter(type -> type.getPackageName().startsWith(root))
                .collect(Collectors.toSet());
    }

    /** Those that are needed and not registered. */
    Set<String> missing() {
        Set<String> missing = names(needed());
        missing.removeAll(Registrations.of(service));
        return missing;
    }

    private Set<JavaClass> needed() {
        Deque<JavaClass> open = new ArrayDeque<>();
        for (JavaClass type : service) {
            if (Registrations.isOne(type)) {
                continue;
            }
            mapped(type, open);
            for (JavaClass shared : sharedUsedBy(type)) {
                if (isData(shared)) {
                    open.add(shared);
                }
                mapped(shared, open);
            }
        }
        return closure(open);
    }

    private Set<JavaClass> sharedUsedBy(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(target -> target.getName().startsWith(SHARED))
                .map(target -> all.get(target.getName()))
                .collect(Collectors.toSet());
    }

    /** What this class names where it uses a Jackson mapper. */
    private static void mapped(JavaClass type, Deque<JavaClass> open) {
        if (usesJackson(type)) {
            type.getReferencedClassObjects().stream()
                    .map(reference -> reference.getRawType().getBaseComponentType())
                    .filter(target -> target.getName().startsWith(OURS))
                    .flatMap(target -> Stream.concat(Stream.of(target), target.getAllSubclasses().stream()))
                    .filter(WireTypes::isData)
                    .forEach(open::add);
        }
    }

    private Set<JavaClass> closure(Deque<JavaClass> open) {
        Set<JavaClass> closed = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
        while (!open.isEmpty()) {
            JavaClass type = all.get(open.pop().getName());
            if (closed.add(type)) {
                for (JavaField field : type.getFields()) {
                    if (!field.getModifiers().contains(JavaModifier.STATIC)) {
                        parts(field.getType(), open);
                    }
                }
            }
        }
        return closed;
    }

    private static void parts(JavaType type, Deque<JavaClass> open) {
        type.getAllInvolvedRawTypes().stream()
                .filter(part -> part.getName().startsWith(OURS) && isData(part))
                .forEach(open::add);
    }

    private static boolean isData(JavaClass type) {
        return type.isRecord() || type.isEnum();
    }

    private static boolean usesJackson(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .anyMatch(dependency ->
                        dependency.getTargetClass().getName().startsWith("com.fasterxml.jackson.databind"));
    }

    private static Set<String> names(Set<JavaClass> types) {
        return types.stream().map(JavaClass::getName).collect(Collectors.toCollection(TreeSet::new));
    }
}
