package dev.parley.verify.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;

/** Bytes on a connection of their own, as no HTTP client would send them. Blocks. */
final class RawRequest {
    private static final int CONNECT_MILLIS = 5_000;

    /** Bytes: an answer that is not read soon waits at the other end. */
    private static final int SMALL_BUFFER = 4_096;

    private static final int STATUS_FROM = 9;
    private static final int STATUS_TO = 12;

    private RawRequest() {}

    /** Sends this and waits for an answer. Returns its status, or that there was none in that time. */
    static String send(URI address, String request, Duration patience) throws IOException {
        try (Socket socket = open(address, request)) {
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
            byte[] beginning = socket.getInputStream().readNBytes(STATUS_TO);
            return beginning.length < STATUS_TO
                    ? "closed"
                    : new String(beginning, STATUS_FROM, STATUS_TO - STATUS_FROM, ISO_8859_1);
        } catch (SocketTimeoutException e) {
            return "silence";
        }
    }

    /** Sends this and never reads the answer. */
    static String ignore(URI address, String request, Duration held) throws IOException, InterruptedException {
        try (Socket _ = open(address, request)) {
            Thread.sleep(held);
            return "held";
        }
    }

    private static Socket open(URI address, String request) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setReceiveBufferSize(SMALL_BUFFER);
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), CONNECT_MILLIS);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
