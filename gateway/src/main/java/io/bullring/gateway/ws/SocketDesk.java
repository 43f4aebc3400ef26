package io.bullring.gateway.ws;

import io.bullring.gateway.history.OrderStatus;
import io.bullring.gateway.http.answer.ErrorCode;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.credential.Tokens;
import io.bullring.gateway.push.Handover;
import io.bullring.gateway.push.OrderChange;
import io.bullring.gateway.push.PushHandler;
import io.bullring.gateway.push.Tick;
import io.bullring.gateway.venue.Venue;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one event loop, and what they hear.
 *
 * <pre>
 *  follower ══ Handover ══► SocketDesk ──► TickerChannel, CandleChannel ───┐
 *                               ▲     └──► OrderChannel, PortfolioChannel ─┴─► Socket ──► its queue ──► client
 *   Admission ── upgrade ───────┘
 * </pre>
 */
public final class SocketDesk implements PushHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SocketDesk.class);
    private static final int RETRY_SECONDS = 1;

    private final Context context;
    private final Venue venue;
    private final SocketConfig config;
    private final AccountQuota quota;
    private final Admission admission;
    private final TickerChannel tickers;
    private final CandleChannel candles;
    private final OrderChannel orders;
    private final PortfolioChannel portfolios;
    private final Set<Socket> sockets = new LinkedHashSet<>();
    private final Handover handover;
    private final long tickMaxAgeNs;
    private boolean closing;

    /**
     * @param context the event loop, on which everything but this constructor is called
     * @param quota shared by all event loops
     */
    public SocketDesk(Context context, Venue venue, Tokens tokens, SocketConfig config, AccountQuota quota) {
        this.context = context;
        this.venue = venue;
        this.config = config;
        this.quota = quota;
        PrivateMessages messages = new PrivateMessages(venue.ids(), venue.market());
        admission = new Admission(venue.directory(), venue.ids(), tokens);
        tickers = new TickerChannel(venue.market(), venue.pushes());
        candles = new CandleChannel(venue.market(), venue.history(), venue.pushes(), config);
        orders = new OrderChannel(venue.directory(), messages);
        portfolios = new PortfolioChannel(venue, messages, config);
        tickMaxAgeNs = TimeUnit.MILLISECONDS.toNanos(config.tickMaxAgeMs());
        handover = venue.pushes()
                .register(
                        config.handoverPushes(), task -> context.runOnContext(ignored -> task.run()), this);
        context.owner().setPeriodic(config.sweepIntervalMs(), ignored -> sweep());
    }

    /**
     * Makes a connection of a request, or refuses it as the request that it still is.
     *
     * @param refuse writes the answer
     */
    public void open(HttpServerRequest request, Consumer<HttpAnswer> refuse) {
        if (!request.headers().contains(HttpHeaders.UPGRADE, "websocket", true)) {
            refuse.accept(HttpAnswer.of(Refusal.byHttp(ErrorCode.BAD_REQUEST, "This path speaks WebSocket only.")));
            return;
        }
        request.pause();
        admission.entitlementOrNull(request).onComplete(known -> {
            Entitlement entitlement = known.succeeded() ? known.result() : null;
            HttpAnswer refusal = refusalOrNull(entitlement);
            if (refusal == null) {
                upgrade(request, entitlement);
            } else {
                request.resume();
                refuse.accept(refusal);
            }
        });
    }

    /** Tells all clients to come back later. */
    public void close() {
        closing = true;
        venue.pushes().unregister(handover);
        sockets.forEach(socket -> socket.close(CloseReason.SHUTDOWN));
    }

    @Override
    public void onTick(Tick tick) {
        tickers.onTick(tick);
        candles.onTick(tick, System.nanoTime());
    }

    @Override
    public void onOrderChange(OrderChange change) {
        orders.onChange(change);
        if (change.order().status() == OrderStatus.FILLED) {
            portfolios.onFill(change.accountId(), change.order().agentId());
        }
    }

    @Override
    public void onOrdersLost() {
        LOG.warn("no room for changes of orders: closing the connections of this event loop that hear of orders");
        orders.onOrdersLost();
        portfolios.onOrdersLost(System.nanoTime());
    }

    @Override
    public void onTicksLost() {
        tickers.onTicksLost();
        candles.onTicksLost(System.nanoTime());
    }

    @Override
    public void onBatchEnd() {
        portfolios.onBatchEnd();
    }

    /** Null when the connection may be made; it has been counted then. */
    private HttpAnswer refusalOrNull(Entitlement entitlement) {
        if (closing) {
            return HttpAnswer.of(Refusal.unavailable("closing", "The venue is shutting down.", RETRY_SECONDS));
        }
        if (entitlement == null) {
            return Admission.refusal();
        }
        return quota.enter(entitlement.accountId())
                ? null
                : HttpAnswer.of(Refusal.of(
                        ErrorCode.RATE_LIMIT_EXCEEDED, "The account has as many connections as it may.")
                        .with("limit", config.maxConnectionsPerAccount())
                        .retryAfter(RETRY_SECONDS));
    }

    private void upgrade(HttpServerRequest request, Entitlement entitlement) {
        request.toWebSocket().onSuccess(webSocket -> admit(webSocket, entitlement)).onFailure(failure -> {
            quota.leave(entitlement.accountId());
            LOG.debug("a connection was not upgraded: {}", failure.toString());
        });
    }

    private void admit(ServerWebSocket webSocket, Entitlement entitlement) {
        Socket socket = new Socket(webSocket, entitlement, config, System.nanoTime());
        sockets.add(socket);
        webSocket.frameHandler(frame -> onFrame(socket))
                .textMessageHandler(text -> onText(socket, text))
                .binaryMessageHandler(bytes -> onUnreadable(socket, "Messages are text."))
                .drainHandler(ignored -> socket.onDrain())
                .exceptionHandler(failure -> onFailure(socket, failure))
                .closeHandler(ignored -> context.runOnContext(later -> forget(socket)));
        if (closing) {
            socket.close(CloseReason.SHUTDOWN);
        }
    }

    /** Never in the middle of a round through an audience. */
    private void forget(Socket socket) {
        socket.onGone();
        if (sockets.remove(socket)) {
            quota.leave(socket.entitlement().accountId());
            socket.channels().forEach(channel -> leave(channel, socket));
            tellWants();
        }
    }

    private void onFrame(Socket socket) {
        if (socket.isOpen() && !socket.onFrame(System.nanoTime())) {
            socket.send(ControlMessages.error(
                    SocketError.RATE_LIMIT_EXCEEDED,
                    "More than " + config.maxFramesPerSecond() + " messages in a second."));
            socket.close(CloseReason.ABUSE);
        }
    }

    private void onText(Socket socket, String text) {
        if (!socket.isOpen()) {
            return;
        }
        ClientMessage message = ClientMessage.parseOrNull(text);
        if (message == null) {
            onUnreadable(socket, "Messages are JSON objects.");
            return;
        }
        socket.onMessage(true);
        if (!message.isPong()) {
            act(socket, message);
        }
    }

    private void onUnreadable(Socket socket, String why) {
        if (socket.isOpen()) {
            socket.send(ControlMessages.error(SocketError.INVALID_MESSAGE, why));
            if (!socket.onMessage(false)) {
                socket.close(CloseReason.ABUSE);
            }
        }
    }

    /** What the decoder will not take; it has no way on from there. */
    private static void onFailure(Socket socket, Throwable failure) {
        LOG.debug("a connection fails: {}", failure.toString());
        socket.close(CloseReason.TOO_LARGE);
    }

    private void act(Socket socket, ClientMessage message) {
        switch (message.action()) {
            case "subscribe" -> subscribe(socket, Subscription.ofOrNull(message));
            case "unsubscribe" -> unsubscribe(socket, Subscription.ofOrNull(message));
            case "ping" -> socket.send(ControlMessages.PONG);
            case null, default -> socket.send(ControlMessages.error(
                    SocketError.UNKNOWN_ACTION, "The action is one of subscribe, unsubscribe, ping, pong."));
        }
    }

    private void subscribe(Socket socket, Subscription subscription) {
        if (subscription == null) {
            refuseChannel(socket);
        } else if (socket.subscribe(subscription)) {
            Channel channel = subscription.channel();
            socket.send(ControlMessages.subscribed(channel));
            join(channel, socket);
        } else {
            socket.send(ControlMessages.error(
                    SocketError.SUBSCRIPTION_LIMIT,
                    "A connection has " + config.maxSubscriptions() + " subscriptions at most."));
        }
    }

    private void unsubscribe(Socket socket, Subscription subscription) {
        if (subscription == null) {
            refuseChannel(socket);
            return;
        }
        socket.unsubscribe(subscription.channel());
        leave(subscription.channel(), socket);
        tellWants();
        socket.send(ControlMessages.unsubscribed(subscription.channel()));
    }

    private static void refuseChannel(Socket socket) {
        socket.send(ControlMessages.error(SocketError.INVALID_CHANNEL, "There is no such channel."));
    }

    /** Wanted first, looked at then: what happens in between comes a second time rather than never. */
    private void join(Channel channel, Socket socket) {
        long nowNs = System.nanoTime();
        switch (channel.family()) {
            case TICKER -> tickers.add(channel, socket);
            case CANDLES -> candles.add(channel, socket, nowNs);
            case ORDERS -> orders.add(socket);
            case PORTFOLIO -> portfolios.add(socket, nowNs);
        }
        tellWants();
        if (channel.family() == Channel.Family.TICKER) {
            tickers.greet(channel, socket, WallClock.nowNs() - tickMaxAgeNs);
        }
    }

    private void leave(Channel channel, Socket socket) {
        switch (channel.family()) {
            case TICKER -> tickers.remove(channel, socket);
            case CANDLES -> candles.remove(channel, socket);
            case ORDERS -> orders.remove(socket);
            case PORTFOLIO -> portfolios.remove(socket);
        }
    }

    private void tellWants() {
        handover.want(!tickers.isEmpty() || !candles.isEmpty(), !orders.isEmpty() || !portfolios.isEmpty());
    }

    private void sweep() {
        long nowNs = System.nanoTime();
        sockets.forEach(socket -> socket.sweep(nowNs, venue.directory()));
        portfolios.sweep(nowNs);
        candles.sweep(nowNs);
    }
}
