package dev.parley.deployment.nativeimage;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.parley.deployment.Project;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes that Caffeine looks for by name: for each combination of a builder's options it has a class of caches and one of their
 * entries, which a native executable lacks unless it is told. Found by doing here what the sources do.
 */
final class CacheTypes {
    private static final Pattern CACHE =
            Pattern.compile("Caffeine\\.newBuilder\\(\\)(?<options>.*?)\\.(?:build|buildAsync)\\(", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("\\.([a-z][A-Za-z]+)\\(");
    private static final Set<String> OPTIONS =
            Stream.of(Caffeine.class.getMethods()).map(Method::getName).collect(Collectors.toSet());

    private CacheTypes() {}

    /** The full names of what the caches in these sources need. */
    static Set<String> of(Collection<Path> sources) throws ReflectiveOperationException {
        Set<String> types = new TreeSet<>();
        for (Path source : sources) {
            Matcher caches = CACHE.matcher(Project.text(source));
            while (caches.find()) {
                Object cache = field(built(caches.group("options")), "cache");
                types.add(cache.getClass().getName());
                types.add(field(cache, "nodeFactory").getClass().getName());
            }
        }
        return types;
    }

    private static Object built(String options) {
        Caffeine<Object, Object> builder = Caffeine.newBuilder();
        Matcher option = OPTION.matcher(options);
        while (option.find()) {
            switch (option.group(1)) {
                case "maximumSize" -> builder.maximumSize(1);
                case "maximumWeight" -> builder.weigher((key, value) -> 1).maximumWeight(1);
                case "expireAfterWrite" -> builder.expireAfterWrite(Duration.ofSeconds(1));
                case "expireAfterAccess" -> builder.expireAfterAccess(Duration.ofSeconds(1));
                case "expireAfter" -> builder.expireAfter(Expiry.writing((key, value) -> Duration.ofSeconds(1)));
                case "refreshAfterWrite" -> builder.refreshAfterWrite(Duration.ofSeconds(1));
                case "recordStats" -> builder.recordStats();
                // A weigher comes with its maximum; the others change no class.
                case "weigher", "initialCapacity", "executor", "scheduler", "ticker" -> {}
                default -> {
                    // What is called to get an option's value is no option.
                    if (OPTIONS.contains(option.group(1))) {
                        throw new IllegalStateException("an option that this does not know yet: " + option.group(1));
                    }
                }
            }
        }
        return builder.build(key -> key);
    }

    private static Object field(Object holder, String name) throws ReflectiveOperationException {
        for (Class<?> type = holder.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field.get(holder);
                }
            }
        }
        throw new NoSuchFieldException(name + " of " + holder.getClass());
    }
}
