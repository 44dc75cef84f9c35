package dev.parley.api.event;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.api.id.CanonicalUuid;
import dev.parley.api.id.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;

/**
 * The layout in which the front writes a message, checked byte by byte: {@code
 * {"kind":"message","sender":"…","id":"…","at":"…","text":"…"}}, with {@code ,"replyTo":N} behind the text if it
 * answers another. Whatever deviates from it, if only by a space, is left to the full reader: so this accepts less than
 * that one does, and what it accepts means the same.
 */
final class MessageLayout {
    private static final byte[] SENDER = ascii("{\"kind\":\"message\",\"sender\":\"");
    private static final byte[] ID = ascii("\",\"id\":\"");
    private static final byte[] AT = ascii("\",\"at\":\"");
    private static final byte[] TEXT = ascii("\",\"text\":\"");
    private static final byte[] REPLY = ascii(",\"replyTo\":");
    private static final String INSTANT = "dddd-dd-ddTdd:dd:dd.dddZ";

    /** So that a number of this many digits is always a {@code long}. */
    private static final int MAX_DIGITS = 18;

    private final byte[] value;
    private int place;
    private UUID sender;
    private UUID id;
    private Instant at;
    private StringBody text;
    private Long replyTo;

    private MessageLayout(byte[] value) {
        this.value = value;
    }

    /** The pieces of a message in this layout, or null if it is in another one. */
    static MessageLayout of(byte[] value) {
        MessageLayout layout = new MessageLayout(value);
        return layout.scan() ? layout : null;
    }

    /** The message, or null if its text has escapes, which the full reader resolves. */
    ChatEvent.Message message() {
        return text.escaped()
                ? null
                : new ChatEvent.Message(
                        new UserId(sender),
                        id,
                        at,
                        new String(value, text.start(), text.end() - text.start(), UTF_8),
                        replyTo);
    }

    private boolean scan() {
        if (!passes(SENDER) || (sender = uuid()) == null || !passes(ID) || (id = uuid()) == null || !passes(AT)) {
            return false;
        }
        at = instant();
        if (at == null || !passes(TEXT)) {
            return false;
        }
        text = StringBody.of(value, place);
        if (text == null) {
            return false;
        }
        place = text.end() + 1;
        return (!passes(REPLY) || number()) && place == value.length - 1 && value[place] == '}';
    }

    private boolean passes(byte[] expected) {
        int end = place + expected.length;
        if (end > value.length || !Arrays.equals(value, place, end, expected, 0, expected.length)) {
            return false;
        }
        place = end;
        return true;
    }

    private UUID uuid() {
        UUID uuid = CanonicalUuid.parse(value, place);
        place += CanonicalUuid.LENGTH;
        return uuid;
    }

    private Instant instant() {
        int start = place;
        if (start + INSTANT.length() > value.length) {
            return null;
        }
        for (int i = 0; i < INSTANT.length(); i++) {
            byte one = value[place++];
            char form = INSTANT.charAt(i);
            if (form == 'd' ? one < '0' || one > '9' : one != form) {
                return null;
            }
        }
        int year = digits(start, 4);
        int month = digits(start + 5, 2);
        int day = digits(start + 8, 2);
        int hour = digits(start + 11, 2);
        int minute = digits(start + 14, 2);
        int second = digits(start + 17, 2);
        if (year < 1970 || year > 9998 || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        if (day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
            return null;
        }
        return LocalDate.of(year, month, day)
                .atTime(hour, minute, second, digits(start + 20, 3) * 1_000_000)
                .toInstant(ZoneOffset.UTC);
    }

    private int digits(int start, int count) {
        int number = 0;
        for (int i = start; i < start + count; i++) {
            number = number * 10 + (value[i] - '0');
        }
        return number;
    }

    private boolean number() {
        int start = place;
        long number = 0;
        while (place < value.length && value[place] >= '0' && value[place] <= '9' && place - start < MAX_DIGITS) {
            number = number * 10 + (value[place++] - '0');
        }
        replyTo = number;
        return place > start && value[start] != '0';
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
