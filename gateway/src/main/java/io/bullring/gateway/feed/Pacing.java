package io.bullring.gateway.feed;

/**
 * When a recorded trade is due: as long after the one that playing began with as it was then, divided by the speed.
 * Times are those of a clock that only measures distances, in nanoseconds.
 */
final class Pacing {
    private static final long MS_NS = 1_000_000L;
    private static final long US_NS = 1_000L;
    private static final long MS_US = 1_000L;

    private final Recording recording;
    private final int speed;
    private long beganNs;
    private long beganMs;

    Pacing(Recording recording, int speed) {
        this.recording = recording;
        this.speed = speed;
    }

    /** Playing begins now, with this trade. */
    void beginAt(int place, long nowNs) {
        beganNs = nowNs;
        beganMs = recording.timeMs(place);
    }

    /** How long from now the trade is due; negative when it is late. */
    long untilDueNs(int place, long nowNs) {
        return untilNs(recording.timeMs(place), nowNs);
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
