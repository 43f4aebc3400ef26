package io.bullring.gateway.feed.binance;

import io.bullring.core.fault.EngineFault;
import io.bullring.gateway.feed.Feed;
import io.bullring.gateway.feed.FeedConnection;
import io.bullring.gateway.feed.FeedCounters;
import io.bullring.gateway.feed.FeedInstrument;
import io.bullring.gateway.feed.FeedLine;
import io.bullring.gateway.feed.KlineSource;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.reply.CallerSource;
import io.bullring.gateway.reply.VenueLate;
import io.bullring.gateway.reply.VenueSilent;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows Binance's public streams: trades become price commands, the book of orders is shown. Everything happens on the thread
 * {@code bullring-feed}; connections and requests only bring it work.
 *
 * <pre>
 *  bullring-exchange-N   StreamLink, Exchange ──► Inbox
 *  bullring-feed           LinkKeeper ◄── messages ──► TradeSequence ──► PriceOutlet ──► FeedLine ──► venue
 *                                                 └──► DepthFollower ──► MarketBoard
 * </pre>
 *
 * The feed is up from a connection's first message that can be read and is of a symbol that it follows until no connection brings any; a planned renewal does not interrupt it. While
 * the venue has no room, nothing more is read than what can still be brought together.
 */
public final class BinanceFeed implements Feed {
    private static final Logger LOG = LoggerFactory.getLogger(BinanceFeed.class);
    private static final int MAX_IN_FLIGHT = 256;
    private static final int MAX_TASKS = 64; // before what is due by time has its turn

    private final BinanceConfig config;
    private final LongSupplier wallClockNs;
    private final RetryAfter retryAfter;
    private boolean knowsInstruments;
    private volatile LiveMarket live;
    private long beganNs; // seen by whoever sees the market
    private volatile FeedLine line;
    private volatile BinanceKlines klines;
    private volatile boolean closing;
    private Thread thread;

    /** @param wallClockNs nanoseconds since 1970, UTC */
    public BinanceFeed(BinanceConfig config, LongSupplier wallClockNs) {
        this.config = config;
        this.wallClockNs = wallClockNs;
        retryAfter = new RetryAfter(wallClockNs);
    }

    @Override
    public List<FeedInstrument> instruments() {
        InstrumentList list = new InstrumentList(config, retryAfter);
        List<FeedInstrument> instruments = list.fetch();
        knowsInstruments = list.isAnswered();
        return instruments;
    }

    @Override
    public void start(CallerSource callers, MarketBoard market) {
        klines = new BinanceKlines(config, retryAfter, wallClockNs);
        line = new FeedLine(callers, InstrumentList.FEED_ID, MAX_IN_FLIGHT);
        Inbox inbox = new Inbox(config.symbols().size(), line::wake);
        thread = new Thread(() -> run(inbox, market), "bullring-feed");
        thread.start();
    }

    @Override
    public FeedCounters counters() {
        FeedLine started = line;
        return started == null ? FeedCounters.NONE : started.counters();
    }

    @Override
    public FeedConnection connection() {
        LiveMarket started = live;
        return started == null ? FeedConnection.NONE : started.connection(System.nanoTime() - beganNs);
    }

    @Override
    public KlineSource klines() {
        KlineSource started = klines;
        return started == null ? KlineSource.NONE : started;
    }

    @Override
    public void close() {
        if (thread == null) {
            return;
        }
        klines.close();
        closing = true;
        line.wake();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Inbox inbox, MarketBoard market) {
        try (Exchange exchange = new Exchange(config, retryAfter, inbox)) {
            follow(new LiveMarket(config, exchange, line, market, wallClockNs, knowsInstruments), inbox);
        } catch (VenueSilent e) {
            LOG.warn("the feed ends, its prices grow stale: {}", e.getMessage());
        } catch (InterruptedException e) {
            LOG.warn("the feed was interrupted and ends, its prices grow stale");
        } catch (RuntimeException | EngineFault e) {
            LOG.error("the feed ends, its prices grow stale", e);
        }
    }

    private void follow(LiveMarket market, Inbox inbox) throws InterruptedException {
        beganNs = System.nanoTime();
        live = market;
        try {
            while (!closing) {
                turn(market, inbox);
            }
            line.say(FeedState.DOWN, FeedReason.STOPPED);
        } finally {
            market.leave();
        }
    }

    /** A venue that answers late will be asked again; one that takes nothing any more ends the feed. */
    private void turn(LiveMarket market, Inbox inbox) throws InterruptedException {
        try {
            for (int tasks = 0; tasks < MAX_TASKS && !market.isHeldUp() && !closing; tasks++) {
                Runnable task = inbox.poll();
                if (task == null) {
                    break;
                }
                market.at(System.nanoTime() - beganNs);
                task.run();
            }
            market.at(System.nanoTime() - beganNs);
            long idleNs = market.step();
            line.listen(inbox.isEmpty() || market.isHeldUp() ? idleNs : 0);
        } catch (VenueLate e) {
            LOG.warn("the venue is late, the feed goes on: {}", e.getMessage());
        }
    }
}
