package dev.parley.deployment;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PromQL expression, as far as names in it go. Whether it parses is for promtool to say. */
record Query(String text) {
    private static final Set<String> WORDS = Set.of(
            "and", "or", "unless", "bool", "offset", "by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_:]*");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern MATCHERS = Pattern.compile("\\{([^}]*)}");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");

    /** The metrics it asks for. */
    Set<String> metrics() {
        String rest = RANGE.matcher(
                        MATCHERS.matcher(GROUPING.matcher(text).replaceAll(" ")).replaceAll(" "))
                .replaceAll(" ");
        Set<String> metrics = new TreeSet<>();
        for (Matcher name = NAME.matcher(rest); name.find(); ) {
            boolean isFunction = rest.substring(name.end()).stripLeading().startsWith("(");
            boolean isNumber = name.start() > 0 && Character.isDigit(rest.charAt(name.start() - 1));
            if (!isFunction && !isNumber && !WORDS.contains(name.group())) {
                metrics.add(name.group());
            }
        }
        return metrics;
    }

    /** The labels it groups by or asks for. */
    Set<String> labels() {
        Set<String> labels = new TreeSet<>();
        for (Matcher grouping = GROUPING.matcher(text); grouping.find(); ) {
            for (Matcher name = NAME.matcher(grouping.group(1)); name.find(); ) {
                labels.add(name.group());
            }
        }
        for (Matcher matchers = MATCHERS.matcher(text); matchers.find(); ) {
            for (Matcher name = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)").matcher(matchers.group(1));
                    name.find(); ) {
                labels.add(name.group(1));
            }
        }
        return labels;
    }
}
