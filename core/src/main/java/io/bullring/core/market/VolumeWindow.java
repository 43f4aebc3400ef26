package io.bullring.core.market;

import io.bullring.core.e8.WideTotal;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;

/**
 * Base volume of the last 24 hours, in buckets of one minute of command time: the running minute and the 1,440 before it
 * (RULES.md section 6), each 128 bits wide: of coins of small prices more is traded than 64 can say. Unknown, hence zero, until it has
 * either been filled with what the market states or has run for 24 hours itself. Engine thread only; volumes are E8.
 */
public final class VolumeWindow {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final int FULL_MINUTES = 1_440;
    private static final int BUCKETS = FULL_MINUTES + 1;

    private final long[] highs = new long[BUCKETS];
    private final long[] lows = new long[BUCKETS];
    private final WideTotal bucket = new WideTotal();
    private final WideTotal sum = new WideTotal();
    private final WideTotal asked = new WideTotal();
    private long knownFromNs;
    private long minute;

    /** @param statedE8 the market's own figure for the 24 hours before, 0: unknown */
    public VolumeWindow(long nowNs, long statedE8) {
        minute = nowNs / MINUTE_NS;
        knownFromNs = nowNs + DAY_NS;
        state(nowNs, statedE8);
    }

    /** Takes the market's own figure for the 24 hours before, or one more part of it; 0: nothing is stated. */
    void state(long nowNs, long statedE8) {
        if (statedE8 > 0) {
            moveTo(nowNs / MINUTE_NS);
            knownFromNs = Math.min(knownFromNs, nowNs);
            for (int back = 1; back <= FULL_MINUTES; back++) {
                addAt(at(minute - back), statedE8 / FULL_MINUTES);
            }
            addAt(at(minute - 1), statedE8 % FULL_MINUTES);
        }
    }

    public void add(long nowNs, long volumeE8) {
        long target = nowNs / MINUTE_NS;
        if (target - minute > FULL_MINUTES) {
            knownFromNs = nowNs + DAY_NS; // nothing was heard for a whole window: what comes now is not a day's volume
        }
        moveTo(target);
        addAt(at(minute), volumeE8);
    }

    private void addAt(int place, long volumeE8) {
        bucket.set(highs[place], lows[place]);
        bucket.add(volumeE8);
        highs[place] = bucket.high();
        lows[place] = bucket.low();
        sum.add(volumeE8);
    }

    /** The volume, to be read before the next question; 0 while unknown. Changes nothing: asking is not a part of the state. */
    public WideTotal volumeE8(long nowNs) {
        if (nowNs < knownFromNs) {
            asked.set(0, 0);
            return asked;
        }
        asked.set(sum.high(), sum.low());
        forget(nowNs / MINUTE_NS, asked);
        return asked;
    }

    private void moveTo(long target) {
        forget(target, sum);
        clear(target);
        minute = target;
    }

    /** Takes the minutes that are no longer in the window out of a total. */
    private void forget(long target, WideTotal total) {
        long passed = Math.min(target - minute, BUCKETS);
        for (long ahead = 1; ahead <= passed; ahead++) {
            int place = at(minute + ahead);
            bucket.set(highs[place], lows[place]);
            total.subtract(bucket);
        }
    }

    private void clear(long target) {
        long passed = Math.min(target - minute, BUCKETS);
        for (long ahead = 1; ahead <= passed; ahead++) {
            highs[at(minute + ahead)] = 0;
            lows[at(minute + ahead)] = 0;
        }
    }

    private static int at(long minute) {
        return (int) Math.floorMod(minute, (long) BUCKETS);
    }

    /** A bucket is one number; of one that needs more than 63 bits the upper half goes before it, and is told by its sign. */
    void writeTo(SnapshotSink sink) {
        sink.putLong(minute);
        sink.putLong(knownFromNs);
        for (int i = 0; i < BUCKETS; i++) {
            bucket.set(highs[i], lows[i]);
            if (!bucket.isNarrow()) {
                sink.putLong(~highs[i]);
            }
            sink.putLong(lows[i]);
        }
    }

    void readFrom(SnapshotSource source) {
        minute = source.getLong();
        knownFromNs = source.getLong();
        sum.set(0, 0);
        for (int i = 0; i < BUCKETS; i++) {
            long first = source.getLong();
            highs[i] = first < 0 ? ~first : 0;
            lows[i] = first < 0 ? source.getLong() : first;
            bucket.set(highs[i], lows[i]);
            sum.add(bucket);
        }
    }
}
