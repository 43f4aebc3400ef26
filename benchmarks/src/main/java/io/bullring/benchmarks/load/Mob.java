package io.bullring.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that mean no good: connections that do nothing, a WebSocket that never reads, and one that sends garbage as often as it may. */
final class Mob implements AutoCloseable {
    private static final ByteBuf GARBAGE =
            Requests.bytes("\u0000\u0001 garbage \u0002\r\nthis: is: no: header\r\n\r\n");
    private static final int GARBAGE_EVERY_MS = 1;

    private final EventLoop loop;
    private final URI address;
    private final List<Channel> idle = new ArrayList<>();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final AtomicLong garbage = new AtomicLong();
    private final Subscribers deaf;

    /** @param key of an account, for the one that never reads */
    Mob(EventLoop loop, URI address, String key, int idleConnections) throws InterruptedException {
        this.loop = loop;
        this.address = address;
        deaf = new Subscribers(loop);
        deaf.add(address, key, false);
        for (int i = 0; i < idleConnections; i++) {
            idle.add(connect(new Unwanted()).connect(address.getHost(), address.getPort())
                    .sync()
                    .channel());
        }
        sendGarbage();
    }

    /** Of those that do nothing, how many are still connected. */
    long idleConnections() {
        return idle.stream().filter(Channel::isActive).count();
    }

    /** Pieces of garbage so far, each over a connection of its own. */
    long garbage() {
        return garbage.get();
    }

    @Override
    public void close() {
        ending.set(true);
        deaf.close();
        idle.forEach(Channel::close);
        for (Channel channel : idle) {
            channel.closeFuture().awaitUninterruptibly();
        }
    }

    /** The venue answers garbage with 400 and ends the connection; then it comes again. */
    private void sendGarbage() {
        if (ending.get()) {
            return;
        }
        connect(new Unwanted() {
            @Override
            public void channelActive(ChannelHandlerContext context) {
                garbage.incrementAndGet();
                context.writeAndFlush(GARBAGE.duplicate());
            }

            @Override
            public void channelInactive(ChannelHandlerContext context) {
                loop.schedule(Mob.this::sendGarbage, GARBAGE_EVERY_MS, TimeUnit.MILLISECONDS);
            }
        }).connect(address.getHost(), address.getPort());
    }

    /** The venue resets those it has had enough of, as it should. */
    private static class Unwanted extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    private Bootstrap connect(ChannelHandler handler) {
        return new Bootstrap().group(loop)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(handler);
                    }
                });
    }
}
