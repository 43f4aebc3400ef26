package io.bullring.gateway.http;

import io.bullring.gateway.analytics.AnalysisDesk;
import io.bullring.gateway.history.HistoryStore;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.answer.Refused;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntFunction;

/**
 * Reads of the history what may take long: on the event loop as far as that holds nobody up, and from there on off it. Too many such
 * reads at the same time are refused by name. For one event loop.
 */
final class PatientReader {
    /** About a millisecond. */
    private static final int ROWS_ON_LOOP = 2_000;

    private static final int BUSY_RETRY_SECONDS = 5;

    private final AnalysisDesk desk;
    private final Context context;
    private final int maxRows;

    PatientReader(AnalysisDesk desk, Context context, HistoryStore history) {
        this.desk = desk;
        this.context = context;
        this.maxRows = history.maxScannedRows();
    }

    /** Rows of an agent that are looked at, at most. */
    int maxRows() {
        return maxRows;
    }

    /**
     * What is read by looking at so many rows at most; null when that takes more than may be.
     *
     * @param read null when it takes more rows than it is told
     */
    <T> Future<T> read(IntFunction<T> read) {
        T near = read.apply(Math.min(ROWS_ON_LOOP, maxRows));
        return near != null || maxRows <= ROWS_ON_LOOP
                ? Future.succeededFuture(near)
                : ask(() -> read.apply(maxRows));
    }

    /** Off the event loop at once. */
    <T> Future<T> ask(Callable<T> question) {
        return desk.ask(question, context).recover(PatientReader::busy);
    }

    private static <T> Future<T> busy(Throwable failure) {
        return Future.failedFuture(failure instanceof RejectedExecutionException
                ? new Refused(Refusal.unavailable("analytics", "Too many questions at the same time.",
                        BUSY_RETRY_SECONDS))
                : failure);
    }
}
