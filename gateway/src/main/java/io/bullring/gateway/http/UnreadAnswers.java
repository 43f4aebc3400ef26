package io.bullring.gateway.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the connections that end because their clients do not read. While what a connection has to send is beyond Netty's mark, 64 KiB,
 * Vert.x keeps the next answer back, begins no further request and soon reads no more of them; then nothing moves, and the connection
 * ends as an idle one. Any thread.
 */
@Sharable
final class UnreadAnswers extends ChannelInboundHandlerAdapter {
    private static final String CONNECTION = "handler";

    private final AtomicLong ended = new AtomicLong();

    /** Looks at a connection as well. */
    void watch(HttpConnection connection) {
        ((ConnectionBase) connection).channel().pipeline().addBefore(CONNECTION, null, this);
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
}
