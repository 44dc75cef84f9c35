package dev.parley.message;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What Caffeine looks for by name, so that a native image has it: the class of each kind of cache that this service builds, and that of its
 * entries. Quarkus knows the usual ones only.
 */
@RegisterForReflection(
        classNames = {
            "com.github.benmanes.caffeine.cache.PSAWRMW",
            "com.github.benmanes.caffeine.cache.SSSMWAR",
            "com.github.benmanes.caffeine.cache.PSAMS",
            "com.github.benmanes.caffeine.cache.PSWMS",
            "com.github.benmanes.caffeine.cache.SSMSA",
            "com.github.benmanes.caffeine.cache.SSMSW"
        })
final class CacheTypes {
    private CacheTypes() {}
}
