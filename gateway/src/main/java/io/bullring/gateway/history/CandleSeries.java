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

    public static CandleSeries own(List<Candle> candles) {
        return new CandleSeries(candles.stream().map(candle -> new Entry(candle, null)).toList());
    }

    /**
     * With a market's candles where there is none of ours. Ours wins, but for the one in which the venue began: it has not seen
     * all of that.
     *
     * @param partialOpenNs begin of that one
     * @param limit the newest ones so many are kept
     */
    public CandleSeries over(List<Candle> remembered, String source, long partialOpenNs, int limit) {
        TreeMap<Long, Entry> merged = new TreeMap<>();
        remembered.forEach(candle -> merged.put(candle.openNs(), new Entry(candle, source)));
        for (Entry entry : entries) {
            long openNs = entry.candle().openNs();
            if (openNs != partialOpenNs || !merged.containsKey(openNs)) {
                merged.put(openNs, entry);
            }
        }
        return new CandleSeries(merged.values().stream().skip(Math.max(0, merged.size() - limit)).toList());
    }
}
