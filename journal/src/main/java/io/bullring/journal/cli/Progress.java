package io.bullring.journal.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A line on the standard error every other second, so that a long run can be seen to run. */
final class Progress {
    private static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(2);

    private final PrintWriter err;
    private final long startNs = System.nanoTime();
    private long nextNs = startNs + INTERVAL_NS;

    Progress(PrintWriter err) {
        this.err = err;
    }

    /** To be called after each batch. */
    void report(long commands, long timeNs) {
        long nowNs = System.nanoTime();
        if (nowNs - nextNs >= 0) {
            nextNs = nowNs + INTERVAL_NS;
            err.printf(
                    Locale.ROOT,
                    "... %,d commands, up to %s, %,d a second%n",
                    commands,
                    Notation.time(timeNs),
                    commands * TimeUnit.SECONDS.toNanos(1) / Math.max(1, nowNs - startNs));
            err.flush();
        }
    }
}
