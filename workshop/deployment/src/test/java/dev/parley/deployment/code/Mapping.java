package dev.parley.deployment.code;

import java.util.List;

/** One {@code @ConfigMapping}: what it is about, and its keys in the order of the source. */
public record Mapping(String prefix, String about, List<Setting> settings) {}
