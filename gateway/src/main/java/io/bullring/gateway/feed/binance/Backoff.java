package io.bullring.gateway.feed.binance;

import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: twice as long each time, up to a bound, of which a random half is left out so that many do not come back at once. Not thread-safe. */
final class Backoff {
    private final long firstNs;
    private final long longestNs;
    private final RandomGenerator random;
    private long nextNs;

    Backoff(long firstNs, long longestNs, RandomGenerator random) {
        this.firstNs = firstNs;
        this.longestNs = longestNs;
        this.random = random;
        this.nextNs = firstNs;
    }

    /** Between half of and all of what is due. */
    long nextNs() {
        long halfNs = nextNs / 2;
        nextNs = nextNs > longestNs / 2 ? longestNs : nextNs * 2;
        return halfNs + random.nextLong(halfNs + 1);
    }

    /** It has worked. */
    void reset() {
        nextNs = firstNs;
    }
}
