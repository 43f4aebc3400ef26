package io.bullring.gateway.history;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long a candle lasts. Candles begin at multiples of it since 1970, UTC. */
public enum CandleInterval {
    ONE_MINUTE(0, 1),
    FIVE_MINUTES(1, 5),
    FIFTEEN_MINUTES(2, 15),
    ONE_HOUR(3, 60),
    FOUR_HOURS(4, 240),
    ONE_DAY(5, 1_440);

    static final List<CandleInterval> ALL = List.of(values());

    private final byte code;
    private final long lengthNs;

    CandleInterval(int code, long minutes) {
        this.code = (byte) code;
        this.lengthNs = TimeUnit.MINUTES.toNanos(minutes);
    }

    /** On disk; never reused. */
    byte code() {
        return code;
    }

    /** How long it is, nanoseconds. */
    public long lengthNs() {
        return lengthNs;
    }

    /** When the candle that contains this time begins. */
    public long openNs(long timeNs) {
        return timeNs - Math.floorMod(timeNs, lengthNs);
    }
}
