package io.bullring.gateway.venue;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The machine's time of day: what markets date their trades by, though the venue's time may be behind, and what they are asked for; ages are
 * reckoned by {@link Venue#nowNs}. Any thread.
 */
public final class WallClock {
    private WallClock() {}

    /** Nanoseconds since 1970, UTC. */
    public static long nowNs() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
