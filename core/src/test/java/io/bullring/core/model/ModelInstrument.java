package io.bullring.core.model;

import static io.bullring.core.model.Amounts.of;
import static io.bullring.core.model.Amounts.sat;

import io.bullring.core.market.BookFees;
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

    /** Null unless it is traded in a book. */
    BookFees bookFees;

    /** By the operator. */
    boolean halted;

    private final long definedNs;
    private long knownFromNs;
    private long lastMinute;
    private final SortedMap<Long, BigDecimal> volumes = new TreeMap<>();

    ModelInstrument(int id, InstrumentTerms terms, ModelFeed feed, BigDecimal volume24h, long nowNs) {
        this.id = id;
        this.terms = terms;
        this.feed = feed;
        this.definedNs = nowNs;
        this.lastMinute = nowNs / MINUTE_NS;
        this.knownFromNs = nowNs + DAY_MINUTES * MINUTE_NS;
        if (volume24h.signum() > 0) {
            knownFromNs = nowNs;
            seed(volume24h, lastMinute);
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
        long minute = nowNs / MINUTE_NS;
        if (minute - lastMinute > DAY_MINUTES) {
            knownFromNs = nowNs + DAY_MINUTES * MINUTE_NS;
        }
        lastMinute = minute;
        volumes.merge(minute, volume, (before, more) -> sat(before.add(more)));
    }

    /** Volume of the running minute and the 1,440 before it. */
    BigDecimal volume24h(long nowNs) {
        if (nowNs < knownFromNs) {
            return BigDecimal.ZERO;
        }
        long minute = nowNs / MINUTE_NS;
        return sat(volumes.subMap(minute - DAY_MINUTES, minute + 1)
                .values()
                .stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** Whether agents trade it with one another. */
    public boolean isBook() {
        return bookFees != null;
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

    /** Whether the operator has halted it. */
    public boolean isHalted() {
        return halted;
    }

    /** Whether what was fired in it waits until it trades again. */
    boolean isHaltedBook() {
        return halted && isBook();
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
