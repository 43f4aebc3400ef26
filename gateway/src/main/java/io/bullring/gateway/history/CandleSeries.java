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
     * With a market's candles where there is none of ours, or one of which the venue has seen a part. All others of ours win.
     *
     * @param limit the newest ones so many are kept
     */
    public CandleSeries over(List<Candle> remembered, String source, int limit) {
        TreeMap<Long, Entry> merged = new TreeMap<>();
        remembered.forEach(candle -> merged.put(candle.openNs(), new Entry(candle, source)));
        for (Entry entry : entries) {
            long openNs = entry.candle().openNs();
            if (!entry.candle().isPartial() || !merged.containsKey(openNs)) {
                merged.put(openNs, entry);
            }
        }
        return new CandleSeries(merged.values().stream().skip(Math.max(0, merged.size() - limit)).toList());
    }
}
