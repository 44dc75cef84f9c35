package dev.parley.toolbox.client;

/** How a socket ended. {@code code}: of the close frame, or {@link #LOST} if there was none. */
public record SocketEnd(int code, String reason) {
    /** The connection broke without a close frame. */
    public static final int LOST = 1006;
}
