package io.bullring.gateway.history;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long a candle lasts. Candles begin at multiples of it since 1970, UTC. */
public enum CandleInterval {
    ONE_MINUTE(0, 1, "1m"),
    FIVE_MINUTES(1, 5, "5m"),
    FIFTEEN_MINUTES(2, 15, "15m"),
    ONE_HOUR(3, 60, "1h"),
    FOUR_HOURS(4, 240, "4h"),
    ONE_DAY(5, 1_440, "1d");

    /** From the shortest to the longest. */
    public static final List<CandleInterval> ALL = List.of(values());

    private final byte code;
    private final long lengthNs;
    private final String text;

    CandleInterval(int code, long minutes, String text) {
        this.code = (byte) code;
        this.lengthNs = TimeUnit.MINUTES.toNanos(minutes);
        this.text = text;
    }

    /** The interval that is called so, or null. */
    public static CandleInterval named(String text) {
        return ALL.stream().filter(interval -> interval.text.equals(text)).findFirst().orElse(null);
    }

    /** As on the wire. */
    public String text() {
        return text;
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
