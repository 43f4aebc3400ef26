package io.bullring.gateway.ws;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The machine's time of day: what a trade of another market may be dated by although the venue's time is behind; ages are reckoned by the venue's. */
final class WallClock {
    private WallClock() {}

    /** Nanoseconds since 1970, UTC. */
    static long nowNs() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
