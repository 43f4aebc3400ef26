package io.bullring.benchmarks.load;

import io.bullring.benchmarks.latency.Delays;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * WebSockets that hear all prices and note how old each was when it came. All on one event loop; made and asked from one other thread.
 */
final class Subscribers implements AutoCloseable {
    private static final ByteBuf TRADE_ID = ascii("\"trade_id\":");
    private static final ByteBuf SWITCHING = ascii("HTTP/1.1 101");
    private static final ByteBuf SUBSCRIBED = ascii("\"subscribed\"");
    private static final int PATIENCE_SECONDS = 30;
    private static final ByteBuf PING = ascii("\"ping\"");
    private static final String SUBSCRIBE =
            "{\"action\":\"subscribe\",\"channel\":\"ticker:" + SteadyFeed.SYMBOL + "\"}";
    private static final String PONG = "{\"action\":\"pong\"}";
    private static final int TEXT_FRAME = 0x81;
    private static final int MASKED = 0x80;

    private final EventLoop loop;
    private final List<Channel> channels = new ArrayList<>();
    private final List<AtomicLong> heard = new ArrayList<>();
    private Delays ages = new Delays();

    Subscribers(EventLoop loop) {
        this.loop = loop;
    }

    /** One more. @param reads whether it reads what it is sent, once it has subscribed */
    void add(URI address, String key, boolean reads) throws InterruptedException {
        CompletableFuture<Void> subscribed = new CompletableFuture<>();
        AtomicLong prices = new AtomicLong();
        heard.add(prices);
        Channel channel = new Bootstrap().group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new FrameDecoder(message -> onMessage(channel, message, subscribed, prices)));
                    }
                })
                .connect(address.getHost(), address.getPort())
                .sync()
                .channel();
        channel.writeAndFlush(Requests.bytes("GET /ws/v1?api_key=" + key
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"));
        subscribed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        channel.config().setAutoRead(reads);
        channels.add(channel);
    }

    /** Ages of all prices that came since the last call. */
    Delays takeAges() throws InterruptedException {
        List<Delays> taken = new ArrayList<>();
        loop.submit(() -> {
            taken.add(ages);
            ages = new Delays();
            heard.forEach(prices -> prices.set(0));
        }).sync();
        return taken.getFirst();
    }

    /** Prices that came to the one that heard the fewest since the ages were taken. */
    long fewest() {
        return heard.stream().mapToLong(AtomicLong::get).min().orElse(0);
    }

    /** Prices that came to the one that heard the most since then; the two differ by what is on its way just now. */
    long most() {
        return heard.stream().mapToLong(AtomicLong::get).max().orElse(0);
    }

    int open() {
        return (int) channels.stream().filter(Channel::isActive).count();
    }

    @Override
    public void close() {
        channels.forEach(Channel::close);
    }

    private void onMessage(
            Channel channel, ByteBuf message, CompletableFuture<Void> subscribed, AtomicLong prices) {
        int at = ByteBufUtil.indexOf(TRADE_ID, message);
        if (at >= 0) {
            prices.incrementAndGet();
            long dueMicros = number(message, at + TRADE_ID.readableBytes());
            ages.record(TimeUnit.MICROSECONDS.toNanos(SteadyFeed.nowMicros() - dueMicros));
        } else if (ByteBufUtil.indexOf(SWITCHING, message) >= 0) {
            channel.writeAndFlush(frame(SUBSCRIBE));
        } else if (ByteBufUtil.indexOf(SUBSCRIBED, message) >= 0) {
            subscribed.complete(null);
        } else if (ByteBufUtil.indexOf(PING, message) >= 0) {
            channel.writeAndFlush(frame(PONG));
        }
    }

    /** A text masked with zeros, as clients must mask theirs. */
    static ByteBuf frame(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Unpooled.buffer().writeByte(TEXT_FRAME).writeByte(MASKED | bytes.length).writeInt(0).writeBytes(bytes);
    }

    private static long number(ByteBuf text, int from) {
        long number = 0;
        for (int i = from; text.getByte(i) >= '0' && text.getByte(i) <= '9'; i++) {
            number = 10 * number + text.getByte(i) - '0';
        }
        return number;
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.unreleasableBuffer(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }
}
