package io.bullring.gateway.feed;

/**
 * When what was recorded is due: as long after the time that playing began with as it was then, divided by the speed.
 * Times are those of a clock that only measures distances, in nanoseconds.
 */
final class Pacing {
    private static final long MS_NS = 1_000_000L;
    private static final long US_NS = 1_000L;
    private static final long MS_US = 1_000L;

    private final int speed;
    private long beganNs;
    private long beganMs;

    Pacing(int speed) {
        this.speed = speed;
    }

    /** Playing begins now, at this recorded time, milliseconds since 1970. */
    void beginAt(long timeMs, long nowNs) {
        beganNs = nowNs;
        beganMs = timeMs;
    }

    /** How long from now a recorded time is come to, milliseconds since 1970; negative when it has passed. */
    long untilNs(long timeMs, long nowNs) {
        long sinceBeginningNs = (timeMs - beganMs) * MS_NS / speed;
        return sinceBeginningNs - (nowNs - beganNs);
    }

    /** The recorded time that is come to now, milliseconds since 1970. */
    long timeMs(long nowNs) {
        return beganMs + (nowNs - beganNs) / US_NS * speed / MS_US;
    }
}
