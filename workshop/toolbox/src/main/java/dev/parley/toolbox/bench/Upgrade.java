package dev.parley.toolbox.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.toolbox.client.UpgradeRefused;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.net.URI;
import java.util.Base64;

/** The HTTP part of one WebSocket: the request, and the answer's head. For one thread. */
final class Upgrade {
    private static final int LONGEST_ANSWER = 16 << 10;
    private static final String END = "\r\n\r\n";

    private final String request;
    private final StringBuilder answer = new StringBuilder();
    private boolean done;

    Upgrade(URI gateway, String accessToken) {
        String key = Base64.getEncoder().encodeToString("parley-benchmark".getBytes(US_ASCII));
        request = String.join(
                "\r\n",
                "GET /ws HTTP/1.1",
                "Host: " + gateway.getRawAuthority(),
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Protocol: parley.v1",
                "Sec-WebSocket-Key: " + key,
                "Authorization: Bearer " + accessToken,
                "",
                "");
    }

    ByteBuf request(ByteBufAllocator buffers) {
        return buffers.directBuffer(request.length()).writeBytes(request.getBytes(US_ASCII));
    }

    /**
     * Reads on in the answer; what follows it stays in the buffer.
     *
     * @return whether the connection is a WebSocket now
     * @throws UpgradeRefused if the server does not upgrade
     */
    boolean read(ByteBuf bytes) {
        while (!done && bytes.isReadable()) {
            answer.append((char) bytes.readUnsignedByte());
            done = answer.length() >= END.length() && answer.indexOf(END, answer.length() - END.length()) >= 0;
            if (answer.length() > LONGEST_ANSWER) {
                throw new UpgradeRefused(0, "the answer is too long");
            }
        }
        if (done && !answer.toString().startsWith("HTTP/1.1 101 ")) {
            throw new UpgradeRefused(status(), answer.toString());
        }
        return done;
    }

    private int status() {
        String[] words = answer.toString().split(" ", 3);
        return words.length < 2 ? 0 : Integer.parseInt(words[1]);
    }

    boolean isDone() {
        return done;
    }
}
