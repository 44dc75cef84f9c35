package dev.parley.presence.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The text of a Lua script and the digest by which Redis knows it. Immutable. */
public final class Script {
    private final String text;
    private final String digest;

    private Script(String text) {
        this.text = text;
        this.digest = digest(text);
    }

    /** Reads {@code lua/<name>.lua} for each name, in this order, as one script. */
    public static Script of(String... names) {
        var text = new StringBuilder();
        for (String name : names) {
            text.append(read("/lua/" + name + ".lua"));
        }
        return new Script(text.toString());
    }

    /** A call of this script: keys of one hash tag, and arguments. */
    public Call call(List<String> keys, List<String> arguments) {
        return new Call(this, keys, arguments);
    }

    String text() {
        return text;
    }

    String digest() {
        return digest;
    }

    private static String read(String resource) {
        try (var in = Script.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no script " + resource);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /** One call of a script. */
    public record Call(Script script, List<String> keys, List<String> arguments) {
        public Call {
            keys = List.copyOf(keys);
            arguments = List.copyOf(arguments);
        }
    }
}
