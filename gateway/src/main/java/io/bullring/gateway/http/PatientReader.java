package io.bullring.gateway.http;

import io.bullring.gateway.analytics.AnalysisDesk;
import io.bullring.gateway.analytics.AnalysisDesk.AccountPressure;
import io.bullring.gateway.analytics.AnalysisDesk.Shared;
import io.bullring.gateway.http.answer.HttpAnswer;
import io.bullring.gateway.http.answer.Refusal;
import io.bullring.gateway.http.answer.Refused;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Reads of the history what may take long, and renders what may be long: on the event loop as far as that holds nobody up, and from
 * there on off it. Too much of it at the same time is refused by name. For one event loop.
 */
final class PatientReader {
    /** About a millisecond. */
    private static final int ROWS_ON_LOOP = 2_000;

    /** A millisecond at most. */
    private static final int BYTES_ON_LOOP = 1 << 17;

    private static final int BUSY_RETRY_SECONDS = 5;
    private static final int OWN_RETRY_SECONDS = 1;

    private final AnalysisDesk desk;
    private final Context context;
    private final int maxRows;

    /** @param maxRows of an agent that are looked at, at most */
    PatientReader(AnalysisDesk desk, Context context, int maxRows) {
        this.desk = desk;
        this.context = context;
        this.maxRows = maxRows;
    }

    /** Rows of an agent that are looked at, at most. */
    int maxRows() {
        return maxRows;
    }

    /**
     * What is read by looking at so many rows at most; null when that takes more than may be.
     *
     * @param accountId who waits for it
     * @param read null when it takes more rows than it is told
     */
    <T> Future<T> read(int accountId, IntFunction<T> read) {
        T near = read.apply(Math.min(ROWS_ON_LOOP, maxRows));
        return near != null || maxRows <= ROWS_ON_LOOP
                ? Future.succeededFuture(near)
                : ask(accountId, () -> read.apply(maxRows));
    }

    /**
     * An answer that tells texts of clients.
     *
     * @param accountId who waits for it
     * @param textBytes of these texts; name and settings of an agent are told twice
     */
    Future<HttpAnswer> render(int accountId, long textBytes, Supplier<HttpAnswer> rendering) {
        return textBytes <= BYTES_ON_LOOP
                ? Future.succeededFuture(rendering.get())
                : ask(accountId, rendering::get);
    }

    /** Off the event loop at once. */
    <T> Future<T> ask(int accountId, Callable<T> question) {
        return desk.ask(accountId, question, context).recover(PatientReader::busy);
    }

    /** The same, once for all who wait for it. */
    <T> Future<T> ask(Shared<T> shared, Callable<T> question) {
        return desk.ask(shared, question, context).recover(PatientReader::busy);
    }

    private static <T> Future<T> busy(Throwable failure) {
        return Future.failedFuture(switch (failure) {
            case AccountPressure own -> new Refused(Refusal.unavailable(
                    "agent_pressure",
                    "The account has " + AnalysisDesk.MAX_WAITING_OF_ACCOUNT
                            + " questions waiting, of all its agents; this one was not taken.",
                    OWN_RETRY_SECONDS));
            case RejectedExecutionException full -> new Refused(Refusal.unavailable(
                    "analytics", "Too many questions at the same time.", BUSY_RETRY_SECONDS));
            default -> failure;
        });
    }
}
