package io.bullring.gateway.ws;

import io.bullring.gateway.push.Handover;
import io.bullring.gateway.push.OrderChange;
import io.bullring.gateway.push.PortfolioChange;
import io.bullring.gateway.push.PushHandler;
import io.bullring.gateway.push.Tick;
import io.bullring.gateway.venue.Venue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that one event loop can be told, and who of its connections hears it. What nobody hears is not handed over to
 * the loop at all.
 */
final class Channels implements PushHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);

    private final Venue venue;
    private final TickerChannel tickers;
    private final CandleChannel candles;
    private final OrderChannel orders;
    private final PortfolioChannel portfolios;
    private final Handover handover;
    private final long tickMaxAgeNs;

    /** @param eventLoop on which everything but this constructor is called */
    Channels(Venue venue, SocketConfig config, Executor eventLoop) {
        this.venue = venue;
        PrivateMessages messages = new PrivateMessages(venue.ids(), venue.market());
        tickers = new TickerChannel(venue.market(), venue.pushes());
        candles = new CandleChannel(venue, config);
        orders = new OrderChannel(venue.directory(), messages);
        portfolios = new PortfolioChannel(venue, messages, config);
        tickMaxAgeNs = TimeUnit.MILLISECONDS.toNanos(config.tickMaxAgeMs());
        handover = venue.pushes().register(config.handoverPushes(), eventLoop, this);
    }

    /**
     * What this channel tells is handed over from now on: before its client hears that it is subscribed, and before it is looked at, so
     * that nothing falls in between.
     */
    void want(Channel channel) {
        boolean isOfTicks = channel.family() == Channel.Family.TICKER || channel.family() == Channel.Family.CANDLES;
        handover.want(isOfTicks || hearsTicks(), !isOfTicks || hearsOrders());
    }

    /** The connection hears this channel, which is {@link #want wanted}, from now on. */
    void join(Channel channel, Socket socket) {
        long nowNs = System.nanoTime();
        switch (channel.family()) {
            case TICKER -> tickers.add(channel, socket);
            case CANDLES -> candles.add(channel, socket, nowNs);
            case ORDERS -> orders.add(socket);
            case PORTFOLIO -> portfolios.add(socket, nowNs);
        }
        if (channel.family() == Channel.Family.TICKER) {
            tickers.greet(channel, socket, venue.nowNs() - tickMaxAgeNs);
        }
    }

    /** The connection need not hear the channel. */
    void leave(Channel channel, Socket socket) {
        switch (channel.family()) {
            case TICKER -> tickers.remove(channel, socket);
            case CANDLES -> candles.remove(channel, socket);
            case ORDERS -> orders.remove(socket);
            case PORTFOLIO -> portfolios.remove(socket);
        }
        handover.want(hearsTicks(), hearsOrders());
    }

    /** What is due by the clock. */
    void sweep(long nowNs) {
        portfolios.sweep(nowNs);
        candles.sweep(nowNs);
    }

    /** Nothing is handed over any more. */
    void end() {
        venue.pushes().unregister(handover);
    }

    @Override
    public void onTick(Tick tick) {
        tickers.onTick(tick);
        candles.onTick(tick, System.nanoTime());
    }

    @Override
    public void onOrderChange(OrderChange change) {
        orders.onChange(change);
        portfolios.onChange(change.accountId(), change.order().agentId());
    }

    @Override
    public void onPortfolioChange(PortfolioChange change) {
        portfolios.onChange(change.accountId(), change.agentId());
    }

    @Override
    public void onOrdersLost() {
        LOG.warn("some changes of orders are lost: closing the connections of this event loop that hear of orders");
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

    private boolean hearsTicks() {
        return !tickers.isEmpty() || !candles.isEmpty();
    }

    private boolean hearsOrders() {
        return !orders.isEmpty() || !portfolios.isEmpty();
    }
}
