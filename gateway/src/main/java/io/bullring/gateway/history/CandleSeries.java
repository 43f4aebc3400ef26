package io.bullring.gateway.history;

import java.util.List;
import java.util.TreeMap;

/**
 * Candles of an instrument, oldest first, each with where it comes from: our own, and those that a market remembers of times that the
 * venue has not seen. Immutable.
 */
public record CandleSeries(List<Entry> entries) {
    /** @param source what the market is called; null: the venue's own */
    public record Entry(Candle candle, String source) {}

    public CandleSeries {
        entries = List.copyOf(entries);
    }

    /** Whether the venue has missed trades of one of them. */
    public boolean isPartial() {
        return entries.stream().anyMatch(entry -> entry.candle().isPartial());
    }

    public static CandleSeries own(List<Candle> candles) {
        return new CandleSeries(candles.stream().map(candle -> new Entry(candle, null)).toList());
    }

    /**
     * With a market's candles where there is none of ours, or one of which the venue has seen a part. All others of ours win. The running one
     * of a market was fetched some seconds ago: what the venue has heard since is told with it, so that it has the last price.
     *
     * @param nowNs nanoseconds since 1970, UTC
     * @param limit the newest ones so many are kept
     */
    public CandleSeries over(List<Candle> remembered, String source, long nowNs, int limit) {
        TreeMap<Long, Entry> merged = new TreeMap<>();
        remembered.forEach(candle -> merged.put(candle.openNs(), new Entry(candle, source)));
        for (Entry entry : entries) {
            Candle own = entry.candle();
            Entry theirs = merged.get(own.openNs());
            if (!own.isPartial() || theirs == null) {
                merged.put(own.openNs(), entry);
            } else if (theirs.candle().lastTradeNs() >= nowNs) {
                merged.put(own.openNs(), new Entry(theirs.candle().reaching(own), source));
            }
        }
        return new CandleSeries(merged.values().stream().skip(Math.max(0, merged.size() - limit)).toList());
    }
}
