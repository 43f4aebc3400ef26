package io.bullring.core.market;

import io.bullring.core.e8.WideTotal;
import io.bullring.core.port.SnapshotSink;
import io.bullring.core.port.SnapshotSource;

/**
 * Base volume of the last 24 hours, in buckets of one minute of command time: the running minute and the 1,440 before it
 * (RULES.md section 6). Unknown, hence zero, until it has either been filled with what the market states or has run for 24
 * hours itself. Engine thread only; volumes are E8.
 */
public final class VolumeWindow {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final int FULL_MINUTES = 1_440;
    private static final int BUCKETS = FULL_MINUTES + 1;

    private final long[] buckets = new long[BUCKETS];
    private final WideTotal sum = new WideTotal();
    private final WideTotal asked = new WideTotal();
    private long knownFromNs;
    private long minute;

    /** @param statedE8 the market's own figure for the 24 hours before, 0: unknown */
    public VolumeWindow(long nowNs, long statedE8) {
        minute = nowNs / MINUTE_NS;
        knownFromNs = statedE8 > 0 ? nowNs : nowNs + DAY_NS;
        if (statedE8 > 0) {
            for (int back = 1; back <= FULL_MINUTES; back++) {
                buckets[at(minute - back)] = statedE8 / FULL_MINUTES;
            }
            buckets[at(minute - 1)] += statedE8 % FULL_MINUTES;
            sum.add(statedE8);
        }
    }

    public void add(long nowNs, long volumeE8) {
        long target = nowNs / MINUTE_NS;
        if (target - minute > FULL_MINUTES) {
            knownFromNs = nowNs + DAY_NS; // nothing was heard for a whole window: what comes now is not a day's volume
        }
        forget(target, sum);
        clear(target);
        minute = target;
        int bucket = at(minute);
        long counted = Math.min(volumeE8, Long.MAX_VALUE - buckets[bucket]);
        buckets[bucket] += counted;
        sum.add(counted);
    }

    /** The volume, at most what fits; 0 while unknown. Changes nothing: asking is not a part of the state. */
    public long volumeE8(long nowNs) {
        if (nowNs < knownFromNs) {
            return 0;
        }
        long target = nowNs / MINUTE_NS;
        if (target == minute) {
            return sum.saturated();
        }
        asked.set(sum.high(), sum.low());
        forget(target, asked);
        return asked.saturated();
    }

    /** Takes the minutes that are no longer in the window out of a total. */
    private void forget(long target, WideTotal total) {
        long passed = Math.min(target - minute, BUCKETS);
        for (long ahead = 1; ahead <= passed; ahead++) {
            total.subtract(buckets[at(minute + ahead)]);
        }
    }

    private void clear(long target) {
        long passed = Math.min(target - minute, BUCKETS);
        for (long ahead = 1; ahead <= passed; ahead++) {
            buckets[at(minute + ahead)] = 0;
        }
    }

    private static int at(long minute) {
        return (int) Math.floorMod(minute, (long) BUCKETS);
    }

    void writeTo(SnapshotSink sink) {
        sink.putLong(minute);
        sink.putLong(knownFromNs);
        for (long bucket : buckets) {
            sink.putLong(bucket);
        }
    }

    void readFrom(SnapshotSource source) {
        minute = source.getLong();
        knownFromNs = source.getLong();
        sum.set(0, 0);
        for (int i = 0; i < BUCKETS; i++) {
            buckets[i] = source.getLong();
            sum.add(buckets[i]);
        }
    }
}
