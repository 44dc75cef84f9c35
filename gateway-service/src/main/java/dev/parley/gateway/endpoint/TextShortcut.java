package dev.parley.gateway.endpoint;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.function.Consumer;

/**
 * Takes the text frames of a socket where they come out of the decoder, as bytes and at once. The long way, through
 * websockets-next, gives each one a context, a promise and a string. A text in several pieces goes that way, to be put
 * together, and one that is too long, to be refused; while anything is on it, all goes there, so that nothing
 * overtakes. On the socket's event loop.
 */
final class TextShortcut extends ChannelInboundHandlerAdapter {
    private final int mostBytes;
    private final Consumer<byte[]> receiver;
    private boolean isOpen;
    private int onTheLongWay;

    /**
     * A shortcut that is not open yet.
     *
     * @param mostBytes of a text
     * @param receiver of texts; runs on the event loop
     */
    TextShortcut(int mostBytes, Consumer<byte[]> receiver) {
        this.mostBytes = mostBytes;
        this.receiver = receiver;
    }

    /** What was read before this was in its place has arrived, so from now on what arrives the long way is counted. */
    void open() {
        isOpen = true;
    }

    /** A text has arrived the long way. */
    void arrived() {
        if (isOpen) {
            onTheLongWay--;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object message) {
        if (!(message instanceof TextWebSocketFrame text)) {
            channel.fireChannelRead(message);
        } else if (isOpen && onTheLongWay == 0 && isShort(text)) {
            byte[] frame = ByteBufUtil.getBytes(text.content());
            text.release();
            receiver.accept(frame);
        } else {
            onTheLongWay++;
            channel.fireChannelRead(message);
        }
    }

    private boolean isShort(TextWebSocketFrame text) {
        return text.isFinalFragment() && text.content().readableBytes() <= mostBytes;
    }
}
