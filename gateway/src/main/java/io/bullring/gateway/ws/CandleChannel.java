package io.bullring.gateway.ws;

import io.bullring.gateway.history.Candle;
import io.bullring.gateway.history.HistoryFailure;
import io.bullring.gateway.history.HistoryStore;
import io.bullring.gateway.market.Listing;
import io.bullring.gateway.market.MarketBoard;
import io.bullring.gateway.push.PushDesk;
import io.bullring.gateway.push.Tick;
import io.bullring.gateway.venue.Venue;
import io.bullring.gateway.venue.WallClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who hears of which candles, one {@link RunningCandle} a channel that somebody hears. For one event loop. */
final class CandleChannel {
    private static final Logger LOG = LoggerFactory.getLogger(CandleChannel.class);

    private final Venue venue;
    private final MarketBoard market;
    private final HistoryStore history;
    private final PushDesk pushes;
    private final SocketConfig config;
    private final Map<Channel, RunningCandle> candles = new HashMap<>();
    private final Map<String, List<RunningCandle>> candlesBySymbol = new HashMap<>();

    CandleChannel(Venue venue, SocketConfig config) {
        this.venue = venue;
        market = venue.market();
        history = venue.history();
        pushes = venue.pushes();
        this.config = config;
    }

    boolean isEmpty() {
        return candles.isEmpty();
    }

    void add(Channel channel, Socket socket, long nowNs) {
        candles.computeIfAbsent(channel, ignored -> begun(channel, nowNs)).add(socket);
    }

    void remove(Channel channel, Socket socket) {
        RunningCandle candle = candles.get(channel);
        if (candle == null) {
            return;
        }
        candle.remove(socket);
        if (candle.isUnheard()) {
            candles.remove(channel);
            candlesBySymbol.computeIfPresent(channel.symbol(), (symbol, left) -> {
                left.remove(candle);
                return left.isEmpty() ? null : left;
            });
        }
    }

    void onTick(Tick tick, long nowNs) {
        String symbol = market.listing(tick.instrumentId()).symbol();
        for (RunningCandle candle : candlesBySymbol.getOrDefault(symbol, List.of())) {
            guarded(candle, () -> candle.onTick(tick, nowNs, WallClock.nowNs()));
        }
    }

    /** Once the last ticks are there, the candles are read from the history, which lacks nothing. */
    void onTicksLost(long nowNs) {
        for (String symbol : candlesBySymbol.keySet()) {
            Listing listing = market.listing(symbol);
            Tick tick = listing == null ? null : pushes.lastTick(listing.instrumentId());
            if (tick != null) {
                onTick(tick, nowNs);
            }
        }
    }

    void sweep(long nowNs) {
        long venueNs = venue.nowNs();
        for (RunningCandle candle : candles.values()) {
            guarded(candle, () -> candle.sweep(nowNs, venueNs));
        }
    }

    private RunningCandle begun(Channel channel, long nowNs) {
        RunningCandle candle = new RunningCandle(channel, openNs -> stored(channel, openNs), config, nowNs);
        candlesBySymbol.computeIfAbsent(channel.symbol(), ignored -> new ArrayList<>()).add(candle);
        Listing listing = market.listing(channel.symbol());
        Tick last = listing == null ? null : pushes.lastTick(listing.instrumentId());
        if (last != null) {
            candle.beginAt(last, venue.nowNs(), WallClock.nowNs());
        }
        return candle;
    }

    /** Asked only for pairs that had a tick, so there is a listing. */
    private Candle stored(Channel channel, long openNs) {
        int instrumentId = market.listing(channel.symbol()).instrumentId();
        List<Candle> found = history.candles(instrumentId, channel.candleInterval(), openNs, openNs, 1);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** A history that cannot be read has nothing to tell: whoever listens is told that, and the rest goes on. */
    private static void guarded(RunningCandle candle, Runnable step) {
        try {
            step.run();
        } catch (HistoryFailure e) {
            LOG.error("candles cannot be read; closing the connections that hear of them", e);
            candle.closeAll(CloseReason.INTERNAL);
        }
    }
}
