package dev.parley.api.receipt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.api.id.ConversationId;
import dev.parley.api.id.UserId;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code read} or {@code delivered} frame of the public contract: a member's mark has moved. The router publishes its {@link #text}, and gateways
 * hand that out as it is.
 *
 * @param seq 1 or more
 */
public record MarkFrame(Kind kind, ConversationId conversation, UserId user, long seq) {
    private static final String ID = "([0-9a-f-]{36})";
    private static final Pattern SHAPE = Pattern.compile("\\{\"type\":\"(read|delivered)\",\"conversation\":\"" + ID
            + "\",\"user\":\"" + ID + "\",\"seq\":(\\d{1,18})\\}");

    /** Long enough for the longest, so that nothing else is looked at any closer. */
    private static final int LONGEST = 180;

    /** How far a member has come: on one of his devices, or before his eyes. */
    public enum Kind {
        DELIVERED("delivered"),
        READ("read");

        private final String type;

        Kind(String type) {
            this.type = type;
        }
    }

    /** The frame's text. */
    public String text() {
        return "{\"type\":\"%s\",\"conversation\":\"%s\",\"user\":\"%s\",\"seq\":%d}"
                .formatted(kind.type, conversation, user, seq);
    }

    /** What a frame made here says; empty if these bytes are another kind of frame. */
    public static Optional<MarkFrame> of(byte[] frame) {
        if (frame.length > LONGEST) {
            return Optional.empty();
        }
        Matcher matcher = SHAPE.matcher(new String(frame, US_ASCII));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new MarkFrame(
                matcher.group(1).equals(Kind.READ.type) ? Kind.READ : Kind.DELIVERED,
                new ConversationId(UUID.fromString(matcher.group(2))),
                new UserId(UUID.fromString(matcher.group(3))),
                Long.parseLong(matcher.group(4))));
    }
}
