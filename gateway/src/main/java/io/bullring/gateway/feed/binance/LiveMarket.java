package io.bullring.gateway.feed.binance;

import io.bullring.core.market.InstrumentTerms;
import io.bullring.gateway.feed.FeedConnection;
import io.bullring.gateway.feed.FeedInstrument;
import io.bullring.gateway.feed.FeedLine;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.reply.VenueSilent;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the exchange says, and what is made of it, a step at a time: keeps the connection, reads messages, tells the venue how the
 * feed is. For the feed's thread, which says what time it is; {@link #connection} for any.
 */
final class LiveMarket implements StreamLink.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(LiveMarket.class);
    private static final String JITTER = "L64X128MixRandom";
    private static final long TICK_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long PRESSURE_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(1);

    /** The clock of a machine may be behind the exchange's: that of the captures was by 1.3 s. */
    private static final long MOST_AHEAD_NS = TimeUnit.SECONDS.toNanos(10);

    private final BinanceConfig config;
    private final Exchange exchange;
    private final FeedLine line;
    private final LongSupplier wallClockNs;
    private final Map<String, SymbolFeed> symbols = new LinkedHashMap<>();
    private final LinkKeeper links;
    private final InstrumentKeeper instruments;
    private boolean isUp;
    private long nowNs;
    private long saidNs;
    private long commandsSaid;
    private long damagedFrames;
    private volatile FeedConnection connection = FeedConnection.NONE;
    private volatile long lastMessageNs = FeedConnection.NEVER_HEARD;

    /**
     * @param wallClockNs nanoseconds since 1970, UTC
     * @param knowsInstruments whether the exchange has told of its instruments before
     */
    LiveMarket(
            BinanceConfig config,
            Exchange exchange,
            FeedLine line,
            MarketBoard market,
            LongSupplier wallClockNs,
            boolean knowsInstruments) {
        this.config = config;
        this.exchange = exchange;
        this.line = line;
        this.wallClockNs = wallClockNs;
        RandomGenerator random = RandomGeneratorFactory.of(JITTER).create(config.seed());
        links = new LinkKeeper(() -> exchange.dial(this), config.timing(), backoff(random));
        instruments = new InstrumentKeeper(
                this::askForInstruments,
                symbol -> market.listing(symbol).terms(),
                this::define,
                config.timing().listingNs(),
                backoff(random),
                knowsInstruments);
        for (String symbol : config.symbols()) {
            int instrumentId = market.listing(symbol).instrumentId();
            symbols.put(symbol,
                    new SymbolFeed(
                            trades(symbol, instrumentId),
                            depth(symbol, instrumentId, market, random),
                            config.timing().quietNs()));
        }
    }

    /** What comes now comes at this time, counted from the feed's start. */
    void at(long timeNs) {
        nowNs = timeNs;
    }

    /** Whether trades wait for room at the venue, so that no more should come. */
    boolean isHeldUp() {
        for (SymbolFeed symbol : symbols.values()) {
            if (symbol.trades().isHeldUp()) {
                return true;
            }
        }
        return false;
    }

    /** Does what is due; returns how long there will be nothing to do unless something comes. */
    long step() {
        links.step(nowNs);
        if (lacksTrades()) {
            LOG.warn("the exchange tells of other prices than its trades do, which come no more; connecting anew");
            links.giveUp(nowNs);
        }
        if (isUp && !links.isConnected()) {
            goDown();
        }
        for (SymbolFeed symbol : symbols.values()) {
            symbol.step(nowNs);
        }
        instruments.step(nowNs);
        connection = view();
        return isWaitingForRoom() ? PRESSURE_PAUSE_NS : TICK_NS;
    }

    /** Ends all connections; nothing is shown any more. */
    void leave() {
        links.cutAll();
        symbols.values().forEach(SymbolFeed::onFeedDown);
        connection = view();
    }

    /** How it was after the last step, but silent until this time, counted as in {@link #at}. Any thread. */
    FeedConnection connection(long timeNs) {
        long heardNs = lastMessageNs;
        return heardNs == FeedConnection.NEVER_HEARD
                ? connection
                : connection.silentFor(Math.max(0, timeNs - heardNs));
    }

    @Override
    public void onMessage(Link link, String message) {
        Frame frame;
        try {
            frame = read(message);
        } catch (FrameDamage e) {
            onDamage(e.getMessage());
            return;
        }
        if (links.onMessage(link, nowNs)) {
            lastMessageNs = nowNs;
            sayUp();
            take(frame);
        }
    }

    /** It shows that the connection lives, and nothing of the market. */
    @Override
    public void onPong(Link link) {
        links.onPong(link);
    }

    @Override
    public void onEnded(Link link, String why) {
        if (links.onEnded(link, nowNs)) {
            LOG.warn("a connection to the market has ended: {}", why);
        }
    }

    /** Whatever is damage proves nothing of the market: neither that it is quiet, nor that a connection is of use. */
    private Frame read(String message) throws FrameDamage {
        Frame frame = FrameReader.read(message);
        ExchangeJson.require(symbols.containsKey(frame.symbol()), "it is of a symbol that is not followed");
        if (frame instanceof Frame.OfTrade of) {
            requireNotAhead(of.trade());
        }
        return frame;
    }

    private void requireNotAhead(MarketTrade trade) throws FrameDamage {
        ExchangeJson.require(
                trade.timeNs() - wallClockNs.getAsLong() <= MOST_AHEAD_NS,
                "it is dated more than 10 s ahead of this machine's clock");
    }

    private void onDamage(String what) {
        if (damagedFrames == 0) {
            LOG.warn("a message was damaged, {}; further ones are only counted", what);
        }
        damagedFrames++;
    }

    private void take(Frame frame) {
        SymbolFeed symbol = symbols.get(frame.symbol());
        switch (frame) {
            case Frame.OfTrade of -> symbol.trades().onTrade(of.trade(), nowNs);
            case Frame.OfDepth of -> symbol.depth().onDiff(of.diff());
            case Frame.OfTop of -> symbol.depth().onTop(of.top());
            case Frame.OfDay of -> symbol.onLastPrice(of.lastE8(), nowNs);
            case Frame.Other _ -> {}
        }
    }

    private boolean lacksTrades() {
        boolean lacks = false;
        for (SymbolFeed symbol : symbols.values()) {
            lacks |= symbol.lacksTrades(nowNs);
        }
        return lacks;
    }

    private void goDown() {
        symbols.values().forEach(SymbolFeed::onFeedDown);
        say(FeedState.DOWN, FeedReason.DISCONNECTED);
        isUp = false;
        LOG.warn("the market is not heard any more, the feed is down");
    }

    /** A message has come. Prices are messages too; without any, the venue must be told that the market is only quiet. */
    private void sayUp() {
        long commands = line.counters().commands();
        if (commands != commandsSaid) {
            commandsSaid = commands;
            saidNs = nowNs;
        }
        if (!isUp) {
            say(FeedState.UP, FeedReason.CONNECTED);
            isUp = true;
            LOG.info("the market is heard, the feed is up");
        } else if (nowNs - saidNs >= config.timing().heartbeatNs()) {
            say(FeedState.UP, FeedReason.CONNECTED);
        }
    }

    private void say(FeedState state, FeedReason reason) {
        try {
            line.say(state, reason);
        } catch (InterruptedException e) {
            throw interrupted();
        }
        saidNs = nowNs;
    }

    private void define(InstrumentTerms terms) {
        LOG.info("the exchange has other terms now: {}", terms);
        try {
            line.define(terms);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static VenueSilent interrupted() {
        Thread.currentThread().interrupt();
        return new VenueSilent("the feed was interrupted");
    }

    private void askForInstruments() {
        exchange.instruments(new Exchange.Answer<>() {
            @Override
            public void onValue(List<FeedInstrument> told) {
                instruments.onTold(told, nowNs);
            }

            @Override
            public void onFailure(long notBeforeNs) {
                instruments.onNotTold(nowNs, notBeforeNs);
            }
        });
    }

    private TradeSequence trades(String symbol, int instrumentId) {
        return new TradeSequence(symbol, () -> askForTrades(symbol), new PriceOutlet(line, instrumentId));
    }

    private void askForTrades(String symbol) {
        exchange.lastTrades(symbol, new Exchange.Answer<>() {
            @Override
            public void onValue(List<MarketTrade> trades) {
                try {
                    for (MarketTrade trade : trades) {
                        requireNotAhead(trade);
                    }
                } catch (FrameDamage e) {
                    onDamage(e.getMessage());
                    onFailure(0);
                    return;
                }
                symbols.get(symbol).trades().onLast(trades, nowNs);
            }

            @Override
            public void onFailure(long notBeforeNs) {
                symbols.get(symbol).trades().onLastFailed(nowNs);
            }
        });
    }

    private DepthFollower depth(String symbol, int instrumentId, MarketBoard market, RandomGenerator random) {
        return new DepthFollower(
                number -> askForSnapshot(symbol, number),
                depth -> market.showDepth(instrumentId, depth),
                backoff(random),
                config.timing().quietNs());
    }

    private void askForSnapshot(String symbol, long number) {
        exchange.snapshot(symbol, new Exchange.Answer<>() {
            @Override
            public void onValue(DepthSnapshot snapshot) {
                symbols.get(symbol).depth().onSnapshot(number, snapshot);
            }

            @Override
            public void onFailure(long notBeforeNs) {
                symbols.get(symbol).depth().onSnapshotFailed(number, nowNs, notBeforeNs);
            }
        });
    }

    private Backoff backoff(RandomGenerator random) {
        return new Backoff(config.timing().firstRetryNs(), config.timing().longestRetryNs(), random);
    }

    private FeedConnection view() {
        return new FeedConnection(
                links.state(),
                FeedConnection.NEVER_HEARD,
                links.reconnects(),
                sum(symbol -> symbol.trades().gaps()),
                sum(symbol -> symbol.trades().lost()),
                sum(symbol -> symbol.trades().recovered()),
                sum(symbol -> symbol.trades().duplicates()),
                damagedFrames + sum(symbol -> symbol.trades().strays()),
                sum(symbol -> symbol.trades().restarts()),
                sum(symbol -> symbol.depth().restarts()));
    }

    private boolean isWaitingForRoom() {
        for (SymbolFeed symbol : symbols.values()) {
            if (symbol.trades().isWaitingForRoom()) {
                return true;
            }
        }
        return false;
    }

    private long sum(ToLongFunction<SymbolFeed> count) {
        return symbols.values().stream().mapToLong(count).sum();
    }
}
