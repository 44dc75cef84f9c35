package dev.parley.toolbox.bench;

import io.netty.buffer.ByteBuf;
import io.netty.util.ReferenceCountUtil;

/**
 * Splits the bytes that a server sends into WebSocket frames: unmasked, any number in one read, and any part of one. A
 * text in several frames is put together. For one thread.
 */
final class FrameReader {
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int EXTENSIONS = 0x70;
    private static final int OPERATION = 0x0F;
    private static final int CONTINUATION = 0x0;
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final int NO_STATUS = 1005;
    private static final int LARGEST = 4 << 20;

    private final Listener listener;

    /** What is there of a frame that has not come as a whole, or null. */
    private ByteBuf rest;

    /** What is there of a text whose last frame has not come, or null. */
    private ByteBuf text;

    FrameReader(Listener listener) {
        this.listener = listener;
    }

    /** Hears what came. The bytes belong to the reader, and only during the call. */
    interface Listener {
        void text(ByteBuf bytes, int from, int length);

        void ping(byte[] contents);

        /** The server closes. {@code code}: 1005 if it gave none. */
        void close(int code);
    }

    /**
     * Takes over a buffer.
     *
     * @throws IllegalStateException if it is not WebSocket
     */
    void read(ByteBuf bytes) {
        try {
            if (rest != null) {
                readOn(bytes);
                return;
            }
            readFrames(bytes);
            if (bytes.isReadable()) {
                rest = bytes.alloc().heapBuffer(2 * bytes.readableBytes()).writeBytes(bytes);
            }
        } finally {
            bytes.release();
        }
    }

    private void readOn(ByteBuf bytes) {
        rest.writeBytes(bytes);
        readFrames(rest);
        if (rest.isReadable()) {
            rest.discardSomeReadBytes();
        } else {
            rest.release();
            rest = null;
        }
    }

    /** Lets go of all buffers; nothing is read after it. */
    void release() {
        ReferenceCountUtil.release(rest);
        ReferenceCountUtil.release(text);
        rest = null;
        text = null;
    }

    private void readFrames(ByteBuf bytes) {
        while (bytes.readableBytes() >= 2 && readFrame(bytes)) {
            // The loop is all there is to do.
        }
    }

    /** Reads one frame, or nothing if it is not all there. */
    private boolean readFrame(ByteBuf bytes) {
        int start = bytes.readerIndex();
        int first = bytes.getUnsignedByte(start);
        int second = bytes.getUnsignedByte(start + 1);
        check((first & EXTENSIONS) == 0, "a frame is of an extension, and none was agreed on");
        check((second & MASKED) == 0, "a server's frame is masked");
        int lengthBytes = second < 126 ? 0 : second == 126 ? 2 : 8;
        int head = 2 + lengthBytes;
        if (bytes.readableBytes() < head) {
            return false;
        }
        long length = switch (lengthBytes) {
            case 0 -> second;
            case 2 -> bytes.getUnsignedShort(start + 2);
            default -> bytes.getLong(start + 2);
        };
        check(length >= 0 && length <= LARGEST, "a frame is too long");
        if (bytes.readableBytes() < head + length) {
            return false;
        }
        take(first, bytes, start + head, (int) length);
        bytes.readerIndex(start + head + (int) length);
        return true;
    }

    private void take(int first, ByteBuf bytes, int from, int length) {
        boolean last = (first & FINAL) != 0;
        switch (first & OPERATION) {
            case TEXT -> {
                check(text == null, "a text begins within another");
                if (last) {
                    listener.text(bytes, from, length);
                } else {
                    text = bytes.alloc().heapBuffer(2 * length + 1).writeBytes(bytes, from, length);
                }
            }
            case CONTINUATION -> {
                check(text != null, "a text goes on that has not begun");
                check(text.readableBytes() + length <= LARGEST, "a text is too long");
                text.writeBytes(bytes, from, length);
                if (last) {
                    endText();
                }
            }
            case PING -> {
                byte[] contents = new byte[length];
                bytes.getBytes(from, contents);
                listener.ping(contents);
            }
            case CLOSE -> listener.close(length < 2 ? NO_STATUS : bytes.getUnsignedShort(from));
            case PONG -> {}
            default -> check(false, "a frame is neither text nor control");
        }
    }

    private void endText() {
        try {
            listener.text(text, 0, text.readableBytes());
        } finally {
            text.release();
            text = null;
        }
    }

    private static void check(boolean holds, String violation) {
        if (!holds) {
            throw new IllegalStateException(violation);
        }
    }
}
