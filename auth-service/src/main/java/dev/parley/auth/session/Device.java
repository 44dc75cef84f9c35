package dev.parley.auth.session;

/** What a session's client calls itself: its {@code User-Agent}, cut to what a list can show; null if it said nothing. */
public record Device(String name) {
    private static final int MAX = 200;

    public Device {
        if (name != null) {
            String printable = name.codePoints()
                    .filter(point -> point >= ' ' && point != 0x7f && Character.getType(point) != Character.SURROGATE)
                    .limit(MAX)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            name = printable.isBlank() ? null : printable;
        }
    }
}
