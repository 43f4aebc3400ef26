package io.bullring.gateway.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What clients have not read yet, and the connections that end because of it. While what a connection has to send is beyond Netty's mark,
 * 64 KiB, Vert.x keeps the next answer back, begins no further request and soon reads no more of them: so a connection has one answer
 * that waits. Of all connections together they have a bound in bytes, for each lies in direct memory until it is read; small answers are
 * not counted, for the connections have a bound of their own. Any thread.
 */
@Sharable
final class UnreadAnswers extends ChannelInboundHandlerAdapter {
    private static final String CONNECTION = "handler";
    private static final int SMALL_BYTES = 16 << 10;
    private static final int MOST_SECONDS = 30;

    private final long mostBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();

    /** @param mostBytes of the answers that are not small, of all connections together */
    UnreadAnswers(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Looks at a connection as well. */
    void watch(HttpConnection connection) {
        channel(connection).pipeline().addBefore(CONNECTION, null, this);
    }

    /**
     * Counts an answer of so many bytes, which is then {@link #send sent} or {@link #forget forgotten}.
     *
     * @param canBeAskedAgain whether it may be kept back
     * @return whether it was counted; if not, there is no room for it
     */
    boolean enter(int length, boolean canBeAskedAgain) {
        if (length <= SMALL_BYTES) {
            return true;
        }
        long most = canBeAskedAgain ? mostBytes : Long.MAX_VALUE;
        long before = bytes.getAndUpdate(present -> present + length > most ? present : present + length);
        return before + length <= most;
    }

    /** One that was counted is not sent. */
    void forget(int length) {
        if (length > SMALL_BYTES) {
            bytes.addAndGet(-length);
        }
    }

    /** Sends one that was counted. Who has not read it half a minute later has to make room for others. */
    void send(HttpServerRequest request, Buffer body) {
        if (body.length() <= SMALL_BYTES) {
            request.response().end(body);
            return;
        }
        Channel channel = channel(request.connection());
        Future<?> deadline = channel.eventLoop().schedule(() -> cutOff(channel), MOST_SECONDS, TimeUnit.SECONDS);
        request.response().end(body).onComplete(sent -> {
            deadline.cancel(false);
            forget(body.length());
        });
    }

    /** Bytes that are counted now. */
    long bytes() {
        return bytes.get();
    }

    long ended() {
        return ended.get();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof IdleStateEvent && !context.channel().isWritable()) {
            ended.incrementAndGet();
        }
        super.userEventTriggered(context, event);
    }

    /** Before Vert.x, whose close would wait behind what is not read. */
    private void cutOff(Channel channel) {
        ended.incrementAndGet();
        channel.pipeline().firstContext().close();
    }

    private static Channel channel(HttpConnection connection) {
        return ((ConnectionBase) connection).channel();
    }
}
