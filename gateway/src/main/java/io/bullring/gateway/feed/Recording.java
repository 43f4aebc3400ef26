package io.bullring.gateway.feed;

import io.bullring.protocol.Side;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Recorded trades in order of time, in columns. Places count from 1, as the numbers of trades do. Immutable once
 * handed out.
 */
public final class Recording {
    /** Latest time of a trade, seconds since 1970: in the year 2106. */
    public static final long LATEST_SECOND = (1L << 32) - 1;

    private static final byte NOT_SAID = -1;
    private static final int FIRST_CAPACITY = 1 << 10;

    private long[] timesMs = new long[FIRST_CAPACITY];
    private long[] pricesE8 = new long[FIRST_CAPACITY];
    private long[] quantitiesE8 = new long[FIRST_CAPACITY];
    private byte[] takerSides = new byte[FIRST_CAPACITY];
    private int size;

    /** A trade of which nobody says who took. */
    public void add(long timeMs, long priceE8, long quantityE8) {
        add(timeMs, priceE8, quantityE8, null);
    }

    /** @param takerSide who took; null: nobody says */
    public void add(long timeMs, long priceE8, long quantityE8, Side takerSide) {
        if (size == timesMs.length) {
            timesMs = Arrays.copyOf(timesMs, size * 2);
            pricesE8 = Arrays.copyOf(pricesE8, size * 2);
            quantitiesE8 = Arrays.copyOf(quantitiesE8, size * 2);
            takerSides = Arrays.copyOf(takerSides, size * 2);
        }
        timesMs[size] = timeMs;
        pricesE8[size] = priceE8;
        quantitiesE8[size] = quantityE8;
        takerSides[size] = takerSide == null ? NOT_SAID : (byte) takerSide.value();
        size++;
    }

    /** Number of trades; the place of the last one. */
    public int size() {
        return size;
    }

    /** When the trade was, milliseconds since 1970, UTC. */
    public long timeMs(int place) {
        return timesMs[place - 1];
    }

    /** USDT, positive. */
    public long priceE8(int place) {
        return pricesE8[place - 1];
    }

    /** Base asset, not negative. */
    public long quantityE8(int place) {
        return quantitiesE8[place - 1];
    }

    /** Who took; null: nobody says. */
    public Side takerSide(int place) {
        byte code = takerSides[place - 1];
        return code == NOT_SAID ? null : Side.get(code);
    }

    /** Base volume of the last so many recorded seconds, or the largest number that fits. */
    public long volumeE8(long lastSeconds) {
        long fromMs = timeMs(size) - TimeUnit.SECONDS.toMillis(lastSeconds);
        long volumeE8 = 0;
        for (int place = size; place >= 1 && timeMs(place) > fromMs && volumeE8 >= 0; place--) {
            volumeE8 += quantityE8(place);
        }
        return volumeE8 < 0 ? Long.MAX_VALUE : volumeE8;
    }
}
