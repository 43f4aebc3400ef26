package io.bullring.gateway.history;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/**
 * Where a reader waits until the history has everything that any client has been told, so that clients read their own
 * writes. Waits without blocking, and not for ever. For any thread of Vert.x.
 */
public final class ReadBarrier {
    private final Follower follower;
    private final long timeoutMs;

    /** @param timeoutMs longest wait, milliseconds */
    public ReadBarrier(Follower follower, long timeoutMs) {
        this.follower = follower;
        this.timeoutMs = timeoutMs;
    }

    /**
     * Succeeds, on the caller's context, when the history has arrived where the engine is now; at once when it is
     * there. Fails with {@link HistoryBehind} when that takes too long, or when too many are waiting, and with a
     * {@link HistoryFailure} when it will never be.
     */
    public Future<Void> caughtUp(Vertx vertx) {
        long sequence = follower.handedSequence();
        if (follower.reachedSequence() >= sequence) {
            return Future.succeededFuture();
        }
        Throwable failure = follower.diskFailure();
        if (failure != null) {
            return Future.failedFuture(
                    new HistoryFailure("the history ends at " + follower.reachedSequence(), failure));
        }
        Context context = vertx.getOrCreateContext();
        Promise<Void> promise = Promise.promise();
        long timer = vertx.setTimer(timeoutMs, id -> promise.tryFail(
                new HistoryBehind("history is at " + follower.reachedSequence() + ", " + sequence + " was asked for")));
        boolean waiting = follower.whenReached(sequence, () -> context.runOnContext(ignored -> {
            vertx.cancelTimer(timer);
            promise.tryComplete();
        }));
        if (!waiting) {
            vertx.cancelTimer(timer);
            promise.tryFail(new HistoryBehind("too many readers are waiting for the history"));
        }
        return promise.future();
    }
}
