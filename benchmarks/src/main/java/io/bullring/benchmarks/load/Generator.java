package io.bullring.benchmarks.load;

import io.bullring.benchmarks.latency.Delays;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests over connections that stay open, one under way on each, all on one event loop. In an open loop a request that finds no
 * connection free waits with its clock running. Made and run from one other thread.
 */
final class Generator implements AutoCloseable {
    /** How late a request may be sent so that the loop need not wake for each. */
    private static final long TIMER_NS = 50_000;

    private static final long PATIENCE_SECONDS = 30;

    private final EventLoop loop;
    private final int expectedStatus;
    private final List<Lane> lanes = new ArrayList<>();
    private final Queue<Lane> free = new ArrayDeque<>();
    private Pace pace;
    private CompletableFuture<Outcome> ending;
    private long startNs;
    private long sent;
    private long answered;
    private long refused;
    private Delays latencies;
    private boolean isTimerSet;

    private Generator(EventLoop loop, int expectedStatus) {
        this.loop = loop;
        this.expectedStatus = expectedStatus;
    }

    /**
     * @param requests for each connection those that it sends in turn
     * @param tlsOrNull null: in clear
     */
    static Generator connect(EventLoop loop, URI address, SslContext tlsOrNull, List<List<ByteBuf>> requests,
            int status)
            throws InterruptedException {
        Generator generator = new Generator(loop, status);
        for (List<ByteBuf> ofLane : requests) {
            Lane lane = generator.new Lane(ofLane);
            lane.channel = new Bootstrap().group(loop)
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            if (tlsOrNull != null) {
                                channel.pipeline().addLast(tlsOrNull.newHandler(channel.alloc()));
                            }
                            channel.pipeline().addLast(new AnswerDecoder(lane::onAnswer));
                        }
                    })
                    .connect(address.getHost(), address.getPort())
                    .sync()
                    .channel();
            generator.lanes.add(lane);
        }
        return generator;
    }

    /** Runs one round and waits for its last answer. */
    Outcome run(Pace round) throws InterruptedException {
        return start(round).await(round);
    }

    /** Begins a round, for whoever has something else to do meanwhile. */
    Running start(Pace round) {
        CompletableFuture<Outcome> done = new CompletableFuture<>();
        loop.execute(() -> begin(round, done));
        return new Running(done);
    }

    /** A round under way. */
    record Running(CompletableFuture<Outcome> done) {
        Outcome await(Pace round) throws InterruptedException {
            try {
                return done.get(round.durationNs() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS), TimeUnit.NANOSECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException("a round did not end", e);
            }
        }
    }

    @Override
    public void close() {
        lanes.forEach(lane -> lane.channel.close());
    }

    private void begin(Pace round, CompletableFuture<Outcome> done) {
        pace = round;
        ending = done;
        sent = 0;
        answered = 0;
        refused = 0;
        latencies = new Delays();
        free.clear();
        free.addAll(lanes);
        startNs = System.nanoTime();
        pump();
    }

    /** Sends what is due and can be sent. */
    private void pump() {
        long nowNs = System.nanoTime() - startNs;
        while (!free.isEmpty() && isDue(nowNs)) {
            free.poll().send(startNs + (pace.isOpenLoop() ? pace.dueNs(sent) : nowNs));
            sent++;
        }
        if (isOver(nowNs)) {
            endIfAllAnswered();
        } else if (pace.isOpenLoop() && !free.isEmpty() && !isTimerSet) {
            isTimerSet = true;
            loop.schedule(this::onTimer, Math.max(TIMER_NS, pace.dueNs(sent) - nowNs), TimeUnit.NANOSECONDS);
        }
    }

    private void onTimer() {
        isTimerSet = false;
        pump();
    }

    private boolean isDue(long nowNs) {
        return !isOver(nowNs) && (!pace.isOpenLoop() || pace.dueNs(sent) <= nowNs);
    }

    /** In an open loop every request of the time is sent, however late. */
    private boolean isOver(long nowNs) {
        return pace.isOpenLoop() ? pace.dueNs(sent) >= pace.durationNs() : nowNs >= pace.durationNs();
    }

    private void endIfAllAnswered() {
        if (free.size() == lanes.size() && !ending.isDone()) {
            ending.complete(new Outcome(answered, refused, System.nanoTime() - startNs, latencies));
        }
    }

    /** One connection. */
    private final class Lane {
        private final List<ByteBuf> requests;
        private Channel channel;
        private int next;
        private long dueNs;

        Lane(List<ByteBuf> requests) {
            this.requests = requests;
        }

        void send(long due) {
            dueNs = due;
            channel.writeAndFlush(requests.get(next).duplicate());
            next = (next + 1) % requests.size();
        }

        void onAnswer(int status) {
            if (status == expectedStatus) {
                answered++;
                latencies.record(System.nanoTime() - dueNs);
            } else {
                refused++;
            }
            free.add(this);
            pump();
        }
    }
}
