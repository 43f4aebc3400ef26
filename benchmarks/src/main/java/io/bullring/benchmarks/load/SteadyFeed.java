package io.bullring.benchmarks.load;

import io.bullring.core.e8.E8;
import io.bullring.core.market.InstrumentTerms;
import io.bullring.gateway.command.OperatorCommands;
import io.bullring.gateway.feed.Feed;
import io.bullring.gateway.feed.FeedCounters;
import io.bullring.gateway.feed.FeedInstrument;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.reply.CallerSource;
import io.bullring.gateway.reply.PatientCaller;
import io.bullring.gateway.reply.VenueSilent;
import io.bullring.protocol.FeedReason;
import io.bullring.protocol.FeedState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One instrument whose price moves up and down at a constant rate. The number of a trade is the time at which its price was
 * due, microseconds since 1970: whoever is told of it knows how old it is.
 */
final class SteadyFeed implements Feed {
    static final String SYMBOL = "BTCUSDT";

    private static final int FEED = 1;
    private static final long PRICE_E8 = 50_000 * E8.ONE;
    private static final long DAY_VOLUME_E8 = 20_000 * E8.ONE;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final int SWING = 16;

    private final OperatorCommands commands = new OperatorCommands();
    private final int perSecond;
    private volatile boolean ending;
    private Thread thread;

    /** @param perSecond prices a second */
    SteadyFeed(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Microseconds since 1970. */
    static long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    @Override
    public List<FeedInstrument> instruments() {
        return List.of(new FeedInstrument(new InstrumentTerms(SYMBOL, FEED, true, 0, 0, 0, 0), DAY_VOLUME_E8));
    }

    @Override
    public void start(CallerSource callers, MarketBoard market) {
        int instrumentId = market.listing(SYMBOL).instrumentId();
        thread = Thread.ofPlatform().name("bench-feed").daemon().start(() -> tell(callers, instrumentId));
    }

    @Override
    public FeedCounters counters() {
        return FeedCounters.NONE;
    }

    @Override
    public void close() {
        ending = true;
        LockSupport.unpark(thread);
    }

    private void tell(CallerSource callers, int instrumentId) {
        PatientCaller caller = new PatientCaller(callers, PATIENCE_NS);
        try {
            caller.require("FeedStatus", commands.buffer(),
                    commands.feedStatus(FEED, FeedState.UP, FeedReason.CONNECTED));
            long intervalNs = TimeUnit.SECONDS.toNanos(1) / perSecond;
            long dueNs = System.nanoTime();
            for (long count = 0; !ending; count++) {
                tellPrice(caller, instrumentId, count, System.nanoTime() - dueNs);
                dueNs += intervalNs;
                LockSupport.parkNanos(dueNs - System.nanoTime());
            }
        } catch (VenueSilent e) {
            if (!ending) {
                throw e;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellPrice(PatientCaller caller, int instrumentId, long count, long lateNs)
            throws InterruptedException {
        long priceE8 = PRICE_E8 + Math.abs(count % (2 * SWING) - SWING) * E8.ONE;
        long dueMicros = nowMicros() - TimeUnit.NANOSECONDS.toMicros(Math.max(0, lateNs));
        int length = commands.updatePrice(
                instrumentId, 1, priceE8, priceE8, priceE8, E8.ONE, TimeUnit.MICROSECONDS.toNanos(dueMicros),
                dueMicros);
        caller.require("UpdatePrice", commands.buffer(), length);
    }
}
