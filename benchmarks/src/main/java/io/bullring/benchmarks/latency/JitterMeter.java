package io.bullring.benchmarks.latency;

/**
 * What the machine takes from a thread that only looks at the clock: the gaps between two looks, and how late it would have sent
 * requests at a constant rate, which is what a latency of the venue would be if the venue took no time. Works on the calling
 * thread; not thread-safe.
 */
final class JitterMeter {
    private final Delays delays = new Delays();
    private final Gaps gaps = new Gaps();

    /** Looks at the clock until so many requests were due. */
    void spin(int perSecond, long requests) {
        long previousNs = System.nanoTime();
        Schedule schedule = new Schedule(previousNs, perSecond);
        long sent = 0;
        while (sent < requests) {
            long nowNs = System.nanoTime();
            gaps.record(nowNs - previousNs);
            previousNs = nowNs;
            sent = sendDue(schedule, sent, requests, nowNs);
        }
    }

    private long sendDue(Schedule schedule, long from, long requests, long nowNs) {
        long next = from;
        while (next < requests && schedule.dueNs(next) - nowNs <= 0) {
            delays.record(nowNs - schedule.dueNs(next));
            next++;
        }
        return next;
    }

    Delays delays() {
        return delays;
    }

    Gaps gaps() {
        return gaps;
    }
}
