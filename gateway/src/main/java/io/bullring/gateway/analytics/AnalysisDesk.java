package io.bullring.gateway.analytics;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers questions that read much, on one thread ({@code bullring-analysis}) behind a bounded queue: whoever asks a lot takes one
 * processor at most, and what does not fit into the queue is refused. Any thread.
 */
public final class AnalysisDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AnalysisDesk.class);
    private static final int MAX_WAITING = 64;

    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), AnalysisDesk::thread);

    /** The answer, on the context; fails with {@link RejectedExecutionException} when too many are waiting. */
    public <T> Future<T> ask(Callable<T> question, Context context) {
        Promise<T> promise = Promise.promise();
        try {
            worker.execute(() -> hand(answer(question), promise, context));
        } catch (RejectedExecutionException e) {
            promise.fail(e);
        }
        return promise.future();
    }

    /** Questions that wait. */
    public int waiting() {
        return worker.getQueue().size();
    }

    /** Ends the thread; what waits is dropped. */
    @Override
    public void close() {
        worker.shutdownNow();
    }

    private static <T> void hand(Future<T> answer, Promise<T> promise, Context context) {
        try {
            context.runOnContext(ignored -> answer.onComplete(promise));
        } catch (RejectedExecutionException e) {
            LOG.debug("the event loops ended before a question was answered: nobody waits for it any more");
        }
    }

    /** An error fails the future too, as it does on an event loop: else nobody would be answered. The next question knows nothing of it. */
    private static <T> Future<T> answer(Callable<T> question) {
        try {
            return Future.succeededFuture(question.call());
        } catch (Exception | Error e) {
            return Future.failedFuture(e);
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "bullring-analysis");
        thread.setDaemon(true);
        return thread;
    }
}
