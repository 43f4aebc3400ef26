package io.bullring.gateway.ws;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The time of day, for what is told to clients; never for distances. */
final class WallClock {
    private WallClock() {}

    /** Nanoseconds since 1970, UTC. */
    static long nowNs() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
