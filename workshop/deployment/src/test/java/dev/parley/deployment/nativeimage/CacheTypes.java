package dev.parley.deployment.nativeimage;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.parley.deployment.Project;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The classes that Caffeine looks for by name: for each combination of a builder's options it has a class of caches and one of their
 * entries, which a native executable lacks unless it is told. Found by doing here what the sources do.
 */
final class CacheTypes {
    private static final Pattern CACHE =
            Pattern.compile("Caffeine\\.newBuilder\\(\\)(?<options>.*?)\\.(?:build|buildAsync)\\(", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("\\.([a-z][A-Za-z]+)\\(");
    private static final Set<String> NO_MATTER = Set.of("initialCapacity", "executor", "scheduler", "ticker");

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
                default -> {
                    // Arguments are calls too; only an option that would change the classes has to be known above.
                    if (isOption(option.group(1)) && !NO_MATTER.contains(option.group(1))) {
                        throw new IllegalStateException("an option that this does not know yet: " + option.group(1));
                    }
                }
            }
        }
        return builder.build(key -> key);
    }

    private static boolean isOption(String name) {
        return java.util.Arrays.stream(Caffeine.class.getMethods())
                .anyMatch(method -> method.getName().equals(name) && !name.equals("weigher"));
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
