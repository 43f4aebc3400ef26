package io.bullring.gateway.http.credential;

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
 * Hashes secrets off the event loops, on one thread ({@code bullring-secrets}) behind a bounded queue: a storm of
 * log-ins costs the venue one processor at most, and what does not fit into the queue is refused. Any thread.
 */
public final class SecretDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SecretDesk.class);

    private final SecretHash secretHash = new SecretHash();
    private final ThreadPoolExecutor worker;

    /** @param queueSize secrets that may wait */
    public SecretDesk(int queueSize) {
        worker = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queueSize), SecretDesk::thread);
    }

    /** The hash of a new secret, on the context; fails with {@link RejectedExecutionException} when the queue is full. */
    public Future<String> hash(String secret, Context context) {
        return submit(() -> secretHash.hash(secret), context);
    }

    /** Whether a hash is this secret's, on the context; fails as {@link #hash} does. */
    public Future<Boolean> matches(String secret, String hash, Context context) {
        return submit(() -> secretHash.matches(secret, hash), context);
    }

    /** Secrets that wait. */
    public int waiting() {
        return worker.getQueue().size();
    }

    /** Ends the thread; what waits is dropped. */
    @Override
    public void close() {
        worker.shutdownNow();
    }

    /** What the work returns, or whatever it throws, on the context. */
    <T> Future<T> submit(Callable<T> work, Context context) {
        Promise<T> promise = Promise.promise();
        try {
            worker.execute(() -> hand(run(work), promise, context));
        } catch (RejectedExecutionException e) {
            promise.fail(e);
        }
        return promise.future();
    }

    private static <T> void hand(Future<T> done, Promise<T> promise, Context context) {
        try {
            context.runOnContext(ignored -> done.onComplete(promise));
        } catch (RejectedExecutionException e) {
            LOG.debug("the event loops ended before a secret was hashed: nobody waits for it any more");
        }
    }

    /** An error fails the future too, as it does on an event loop: else nobody would be answered. The next secret knows nothing of it. */
    private static <T> Future<T> run(Callable<T> work) {
        try {
            return Future.succeededFuture(work.call());
        } catch (Exception | Error e) {
            return Future.failedFuture(e);
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "bullring-secrets");
        thread.setDaemon(true);
        return thread;
    }
}
