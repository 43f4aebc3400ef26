package io.bullring.gateway.ws;

import io.bullring.gateway.http.answer.ErrorCode;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.credential.Tokens;
import io.bullring.gateway.venue.Venue;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one event loop, from the request to the end.
 *
 * <pre>
 *  follower ══ Handover ══► Channels ──► TickerChannel, CandleChannel, OrderChannel, PortfolioChannel
 *                              ▲                        │ whom it concerns
 *                              │ join, leave            ▼
 *  client ──► Handshake ──► Conversation            Socket ──► its queue, while it is full ──► client
 * </pre>
 */
public final class SocketDesk {
    private static final Logger LOG = LoggerFactory.getLogger(SocketDesk.class);
    private static final int RETRY_SECONDS = 1;
    private static final int LAST_WORDS_MS = 1_000;

    // Left alone, the kernel lets megabytes wait for a slow reader, all of them older than what would replace them here.
    private static final int SEND_BUFFER_BYTES = 64 << 10;

    private final Context context;
    private final Venue venue;
    private final SocketConfig config;
    private final AccountQuota quota;
    private final SocketCounts counts;
    private final RequestGate requests;
    private final Handshake handshake;
    private final Channels channels;
    private final Conversation conversation;
    private final Set<Socket> sockets = new LinkedHashSet<>();
    private boolean closing;

    /**
     * @param context the event loop, on which this and everything else is called
     * @param quota shared by all event loops, as the counts are
     * @param requests what else counts how often somebody comes
     */
    public SocketDesk(
            Context context, Venue venue, Tokens tokens, SocketConfig config, AccountQuota quota, SocketCounts counts,
            RequestGate requests) {
        this.context = context;
        this.venue = venue;
        this.config = config;
        this.quota = quota;
        this.counts = counts;
        this.requests = requests;
        handshake = new Handshake(venue.directory(), venue.ids(), tokens);
        channels = new Channels(venue, config, task -> context.runOnContext(ignored -> task.run()));
        conversation = new Conversation(config, channels, requests);
    }

    /** Begins to look at rights, heartbeats and what is due. */
    public void start() {
        context.owner().setPeriodic(config.sweepIntervalMs(), ignored -> sweep());
    }

    /**
     * Makes a connection of a request, or refuses it as the request that it still is.
     *
     * @param query its parameters, decoded
     * @param refuse writes the answer
     */
    public void open(HttpServerRequest request, MultiMap query, Consumer<HttpAnswer> refuse) {
        HttpAnswer malformed = Handshake.malformedOrNull(request.uri(), request.headers());
        if (malformed != null) {
            refuse.accept(malformed);
            return;
        }
        request.pause();
        handshake.entitlementOrNull(query, request.headers()).onComplete(known -> {
            Entitlement entitlement = known.succeeded() ? known.result() : null;
            HttpAnswer refusal = refusalOrNull(entitlement, request);
            if (refusal == null) {
                upgrade(request, entitlement);
            } else {
                request.resume();
                refuse.accept(refusal);
            }
        });
    }

    /** Tells all clients to come back later, and soon after ends the connections of those who do not listen. */
    public void close() {
        closing = true;
        channels.end();
        sockets.forEach(socket -> socket.close(CloseReason.SHUTDOWN));
        context.owner().setTimer(LAST_WORDS_MS, ignored -> sockets.forEach(Socket::cutOff));
    }

    /** Null when the connection may be made; it has been counted then. As any request, one that the credentials refuse is not counted. */
    private HttpAnswer refusalOrNull(Entitlement entitlement, HttpServerRequest request) {
        if (closing) {
            return HttpAnswer.of(Refusal.unavailable("closing", "The venue is shutting down.", RETRY_SECONDS));
        }
        if (entitlement == null) {
            return Handshake.refusal();
        }
        Refusal tooOften = requests.refusalOrNull(entitlement.sender(), request.response());
        if (tooOften != null) {
            return HttpAnswer.of(tooOften);
        }
        return quota.enter(entitlement.accountId())
                ? null
                : HttpAnswer.of(Refusal.of(
                        ErrorCode.RATE_LIMIT_EXCEEDED, "The account has as many connections as it may.")
                        .with("limit", config.maxConnectionsPerAccount())
                        .retryAfter(RETRY_SECONDS));
    }

    private void upgrade(HttpServerRequest request, Entitlement entitlement) {
        ConnectionBase connection = (ConnectionBase) request.connection();
        request.toWebSocket().onSuccess(webSocket -> admit(webSocket, connection, entitlement)).onFailure(failure -> {
            quota.leave(entitlement.accountId());
            LOG.debug("a connection was not upgraded: {}", failure.toString());
        });
    }

    /**
     * A close of Vert.x waits behind what the client does not read; one that enters Netty before Vert.x does not. And Vert.x tells only of
     * what closes from now on, Netty also of a connection that has gone meanwhile.
     */
    private void admit(ServerWebSocket webSocket, ConnectionBase connection, Entitlement entitlement) {
        Runnable cutOff = () -> connection.channel().pipeline().firstContext().close();
        Socket socket = new Socket(webSocket, cutOff, entitlement, config, counts, System.nanoTime());
        sockets.add(socket);
        connection.channel().closeFuture().addListener(closed -> context.runOnContext(later -> forget(socket)));
        FrameAssembly frames = new FrameAssembly(config.maxFrameBytes());
        webSocket.frameHandler(frame -> conversation.onFrame(socket, frames, frame))
                .drainHandler(ignored -> socket.onDrain())
                .exceptionHandler(failure -> onFailure(socket, failure));
        boundSendBuffer(connection);
        if (closing) {
            socket.close(CloseReason.SHUTDOWN);
        }
    }

    private static void boundSendBuffer(ConnectionBase connection) {
        try {
            connection.channel().config().setOption(ChannelOption.SO_SNDBUF, SEND_BUFFER_BYTES);
        } catch (ChannelException e) {
            LOG.debug("a connection has gone while it was upgraded: {}", e.toString());
        }
    }

    /** In a task of its own: never in the middle of a round through those who hear something. */
    private void forget(Socket socket) {
        socket.onGone();
        if (sockets.remove(socket)) {
            quota.leave(socket.entitlement().accountId());
            socket.channels().forEach(channel -> channels.leave(channel, socket));
        }
    }

    /** What the decoder does not take, or the connection is gone; either way it is of no use any more. */
    private static void onFailure(Socket socket, Throwable failure) {
        LOG.debug("a connection fails: {}", failure.toString());
        if (failure instanceof IOException) {
            return; // it is the client that has gone, and Netty tells
        }
        boolean isTooLarge = failure instanceof CorruptedWebSocketFrameException frame
                && frame.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG);
        socket.close(isTooLarge ? CloseReason.TOO_LARGE : CloseReason.NO_FRAMES);
    }

    private void sweep() {
        long nowNs = System.nanoTime();
        sockets.forEach(socket -> socket.sweep(nowNs, venue.directory()));
        channels.sweep(nowNs);
    }
}
