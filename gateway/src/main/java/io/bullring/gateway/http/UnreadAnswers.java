package io.bullring.gateway.http;

import io.bullring.gateway.http.answer.HttpAnswer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.AttributeKey;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What clients have not read yet, and the connections that end because of it. While what a connection has to send is beyond Netty's mark,
 * Vert.x keeps the next answer back, begins no further request and soon reads no more of them: so a connection has one answer
 * that waits. A long one is sent in pieces as it is read, so that little of it lies in direct memory; what was made for it lies on the heap
 * until then, and has a bound in bytes, of all connections together. Of the others little lies there while a connection is below its mark;
 * those beyond it have a bound in number on each event loop, which ends them at once: who has read nothing for longest makes room. Any thread.
 */
@Sharable
final class UnreadAnswers extends ChannelInboundHandlerAdapter {
    private static final String CONNECTION = "handler";
    private static final int SMALL_BYTES = 64 << 10;
    private static final int PIECE_BYTES = 16 << 10;
    private static final WriteBufferWaterMark MARK = new WriteBufferWaterMark(4 << 10, 8 << 10);

    private static final AttributeKey<Sending> SENDING = AttributeKey.valueOf(UnreadAnswers.class, "sending");

    private final long mostBytes;
    private final int mostConnections;
    private final int patienceSeconds;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();

    /** Connections beyond their mark, by event loop, which alone changes its own; who has been there longest first. */
    private final ConcurrentMap<EventLoop, Set<Channel>> deaf = new ConcurrentHashMap<>();
    private final AtomicInteger allDeaf = new AtomicInteger();

    /**
     * @param mostBytes of long answers, of all connections together
     * @param mostConnections of an event loop that are beyond their mark
     * @param patienceSeconds for a client that reads nothing of a long answer
     */
    UnreadAnswers(long mostBytes, int mostConnections, int patienceSeconds) {
        this.mostBytes = mostBytes;
        this.mostConnections = mostConnections;
        this.patienceSeconds = patienceSeconds;
    }

    /** Looks at a connection as well. */
    void watch(HttpConnection connection) {
        Channel channel = channel(connection);
        channel.config().setWriteBufferWaterMark(MARK);
        channel.pipeline().addBefore(CONNECTION, null, this);
    }

    /**
     * Counts an answer, which is then {@link #send sent} or {@link #forget forgotten}.
     *
     * @param canBeAskedAgain whether it may be kept back
     * @return whether it was counted; if not, there is no room for it
     */
    boolean enter(HttpAnswer answer, boolean canBeAskedAgain) {
        int length = counted(answer);
        if (length == 0) {
            return true;
        }
        long most = canBeAskedAgain ? mostBytes : Long.MAX_VALUE;
        long before = bytes.getAndUpdate(present -> present + length > most ? present : present + length);
        return before + length <= most;
    }

    /** One that was counted is not sent, or nothing of it waits any more. */
    void forget(HttpAnswer answer) {
        int length = counted(answer);
        if (length > 0) {
            bytes.addAndGet(-length);
        }
    }

    /** Sends one that was counted; on its event loop. Who reads nothing of it for too long has to make room for others. */
    void send(HttpServerRequest request, HttpAnswer answer) {
        if (answer.body().length() <= SMALL_BYTES) {
            request.response().end(answer.body());
            tellWhereThereIsNoRoom(channel(request.connection()));
        } else if (request.method().equals(HttpMethod.HEAD)) {
            request.response().end(answer.body());
            forget(answer);
        } else {
            new Sending(request, answer).begin();
        }
    }

    /**
     * Vert.x begins the next request that it has read as long as it has not heard that there is no room. Over TLS Netty would tell it only
     * after this turn, and all answers to a record full of requests lay in memory by then.
     */
    private static void tellWhereThereIsNoRoom(Channel channel) {
        if (!channel.isWritable()) {
            channel.pipeline().fireChannelWritabilityChanged();
        }
    }

    /** Connections that are beyond their mark now. */
    int deaf() {
        return allDeaf.get();
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

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        Channel channel = context.channel();
        if (channel.isWritable() || !channel.isActive()) {
            forget(channel);
        } else {
            makeRoom(channel);
        }
        super.channelWritabilityChanged(context);
        Sending sending = channel.attr(SENDING).get();
        if (sending != null) {
            sending.goOn();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        forget(context.channel());
        super.channelInactive(context);
    }

    private void makeRoom(Channel channel) {
        Set<Channel> present = deaf.computeIfAbsent(channel.eventLoop(), loop -> new LinkedHashSet<>());
        if (present.add(channel)) {
            allDeaf.incrementAndGet();
        }
        if (present.size() > mostConnections) {
            Channel longest = present.iterator().next();
            forget(longest);
            cutOff(longest);
        }
    }

    private void forget(Channel channel) {
        Set<Channel> present = deaf.get(channel.eventLoop());
        if (present != null && present.remove(channel)) {
            allDeaf.decrementAndGet();
        }
    }

    /** Before Vert.x, whose close would wait behind what is not read. */
    private void cutOff(Channel channel) {
        ended.incrementAndGet();
        channel.pipeline().firstContext().close();
    }

    /** What is long and was made for this answer. */
    private static int counted(HttpAnswer answer) {
        int length = answer.body().length();
        return length <= SMALL_BYTES || answer.isUnchanging() ? 0 : length;
    }

    private static Channel channel(HttpConnection connection) {
        return ((ConnectionBase) connection).channel();
    }

    /** A long answer on its way, for its event loop. */
    private final class Sending {
        private final HttpServerResponse response;
        private final HttpAnswer answer;
        private final Buffer body;
        private final Channel channel;
        private int sent;
        private boolean isWriting;
        private boolean isOver;
        private Future<?> deadline;

        Sending(HttpServerRequest request, HttpAnswer answer) {
            response = request.response();
            this.answer = answer;
            body = answer.body();
            channel = channel(request.connection());
        }

        void begin() {
            channel.attr(SENDING).set(this);
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()))
                    .closeHandler(gone -> over())
                    .drainHandler(read -> goOn());
            bePatient();
            goOn();
        }

        /**
         * Asks Netty as well: over TLS what is written counts at once, and Vert.x hears of it later. Told by both, also in the middle of a
         * piece, when there is room again.
         */
        void goOn() {
            if (isOver || isWriting || sent == body.length() || !hasRoom()) {
                return;
            }
            isWriting = true;
            bePatient();
            while (sent < body.length() && hasRoom()) {
                int end = Math.min(sent + PIECE_BYTES, body.length());
                response.write(body.slice(sent, end));
                sent = end;
            }
            isWriting = false;
            if (sent == body.length()) {
                response.end().onComplete(ignored -> over());
            }
        }

        private void bePatient() {
            if (deadline != null) {
                deadline.cancel(false);
            }
            deadline = channel.eventLoop().schedule(() -> cutOff(channel), patienceSeconds, TimeUnit.SECONDS);
        }

        private boolean hasRoom() {
            return channel.isWritable() && !response.writeQueueFull();
        }

        private void over() {
            if (!isOver) {
                isOver = true;
                channel.attr(SENDING).compareAndSet(this, null);
                deadline.cancel(false);
                forget(answer);
            }
        }
    }
}
