package io.bullring.core.model;

import static io.bullring.core.model.Amounts.of;
import static io.bullring.core.model.Amounts.sat;

import io.bullring.core.market.InstrumentTerms;
import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.TreeMap;

/** One instrument: its terms, its last price, and what it traded in each minute. */
public final class ModelInstrument {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long DAY_MINUTES = 1_440;

    final int id;
    final ModelFeed feed;
    InstrumentTerms terms;

    /** Last price ever set; null before the first. */
    BigDecimal last;

    boolean pricedSinceFeedUp;

    private final long definedNs;
    private final boolean seeded;
    private final SortedMap<Long, BigDecimal> volumes = new TreeMap<>();

    ModelInstrument(int id, InstrumentTerms terms, ModelFeed feed, BigDecimal volume24h, long nowNs) {
        this.id = id;
        this.terms = terms;
        this.feed = feed;
        this.definedNs = nowNs;
        this.seeded = volume24h.signum() > 0;
        if (seeded) {
            seed(volume24h, nowNs / MINUTE_NS);
        }
    }

    private void seed(BigDecimal volume24h, long definedMinute) {
        long each = Amounts.e8(volume24h) / DAY_MINUTES;
        long remainder = Amounts.e8(volume24h) % DAY_MINUTES;
        for (long minute = definedMinute - DAY_MINUTES; minute < definedMinute; minute++) {
            volumes.put(minute, of(each));
        }
        volumes.put(definedMinute - 1, of(each + remainder));
    }

    void traded(BigDecimal volume, long nowNs) {
        volumes.merge(nowNs / MINUTE_NS, volume, (before, more) -> sat(before.add(more)));
    }

    /** Volume of the running minute and the 1,440 before it. */
    BigDecimal volume24h(long nowNs) {
        if (!seeded && nowNs < definedNs + DAY_MINUTES * MINUTE_NS) {
            return BigDecimal.ZERO;
        }
        long minute = nowNs / MINUTE_NS;
        return sat(volumes.subMap(minute - DAY_MINUTES, minute + 1)
                .values()
                .stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** Last price ever set, 0 before the first. */
    public long lastE8() {
        return last == null ? 0 : Amounts.e8(last);
    }

    public int feedId() {
        return feed.id;
    }

    public boolean isFeedUp() {
        return feed.up;
    }

    /** Time of the last message of the instrument's feed. */
    public long lastMessageNs() {
        return feed.lastMessageNs;
    }

    public long definedNs() {
        return definedNs;
    }

    public InstrumentTerms terms() {
        return terms;
    }

    public int id() {
        return id;
    }

    public String symbol() {
        return terms.symbol();
    }
}
