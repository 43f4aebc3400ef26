package io.bullring.gateway.feed.binance;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * One WebSocket to the streams. The client answers pings by itself. Messages go to the feed's thread, at most {@link #CREDIT}
 * that it has not handled yet: then nothing more is read, and the exchange finds its own buffers full, which is its to
 * deal with.
 */
final class StreamLink implements Link, WebSocket.Listener {
    static final int CREDIT = 256;

    private static final int MAX_MESSAGE_CHARS = 1 << 20;

    /** Told on the feed's thread, of one end at most. */
    interface Listener {
        void onMessage(Link link, String message);

        void onPong(Link link);

        void onEnded(Link link, String why);
    }

    private final Listener listener;
    private final Executor feedThread;
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;
    private boolean isCut;

    StreamLink(Listener listener, Executor feedThread) {
        this.listener = listener;
        this.feedThread = feedThread;
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (hold(opened)) {
            opened.request(CREDIT);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        if (partial.length() + data.length() > MAX_MESSAGE_CHARS) {
            cut();
            end("a message of more than " + MAX_MESSAGE_CHARS + " characters");
            return null;
        }
        partial.append(data);
        if (!last) {
            from.request(1);
            return null;
        }
        String message = partial.toString();
        partial.setLength(0);
        feedThread.execute(() -> {
            try {
                listener.onMessage(this, message);
            } finally {
                from.request(1);
            }
        });
        return null;
    }

    /** The exchange sends none. */
    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer data) {
        feedThread.execute(() -> listener.onPong(this));
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        end("closed by the exchange, " + code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        end(failure.toString());
    }

    /** It could not be made, or is over. */
    void end(String why) {
        feedThread.execute(() -> listener.onEnded(this, why));
    }

    /** Also one that is still being made: then as soon as it is. */
    @Override
    public synchronized void cut() {
        isCut = true;
        if (socket != null) {
            socket.abort();
        }
    }

    /** One that cannot be sent is not answered, which is what counts. */
    @Override
    public synchronized void ping() {
        if (socket != null) {
            socket.sendPing(ByteBuffer.allocate(0));
        }
    }

    private synchronized boolean hold(WebSocket opened) {
        socket = opened;
        if (isCut) {
            opened.abort();
        }
        return !isCut;
    }
}
