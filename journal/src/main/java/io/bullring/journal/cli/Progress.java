package io.bullring.journal.cli;

import io.bullring.journal.JournalReader;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A bar on the standard error that shows how far a long run has come; none when nobody looks, and none for the first second.
 *
 * <pre>
 *   [##########..............]  41 %  4,100,000 of 10,000,000 commands, 1,030,000 a second
 * </pre>
 */
final class Progress implements AutoCloseable {
    private static final int WIDTH = 24;
    private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long QUIET_NS = TimeUnit.SECONDS.toNanos(1);
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean isShown;
    private final long total;
    private final long startNs = System.nanoTime();
    private long nextNs = startNs + QUIET_NS;
    private boolean isDrawn;

    /** @param total commands that there will be, 0: nobody knows */
    Progress(PrintWriter err, boolean isShown, long total) {
        this.err = err;
        this.isShown = isShown;
        this.total = total;
    }

    /** To be called after each batch. */
    void report(JournalReader reader) {
        if (!isShown) {
            return;
        }
        long nowNs = System.nanoTime();
        if (nowNs - nextNs >= 0) {
            nextNs = nowNs + INTERVAL_NS;
            isDrawn = true;
            long perSecond = reader.commands() * TimeUnit.SECONDS.toNanos(1) / Math.max(1, nowNs - startNs);
            err.print(ERASE_LINE + bar(reader.lastSequence(), total, perSecond));
            err.flush();
        }
    }

    static String bar(long done, long total, long perSecond) {
        if (total < done || total == 0) {
            return String.format(Locale.ROOT, "%,d commands, %,d a second", done, perSecond);
        }
        int filled = (int) (done * WIDTH / total);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3d %%  %,d of %,d commands, %,d a second",
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                done * 100 / total,
                done,
                total,
                perSecond);
    }

    /** Takes the bar away. */
    @Override
    public void close() {
        if (isDrawn) {
            err.print(ERASE_LINE);
            err.flush();
        }
    }
}
